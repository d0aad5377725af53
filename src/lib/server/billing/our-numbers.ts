import { issueNumbered } from '#lib/domain/boleto/issue-numbered.ts';
import { lastNumber, numberSeries } from '#lib/domain/boleto/number-series.ts';
import type { Day } from '#lib/domain/day/day.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import type { IssuingAccount } from './write-invoices.ts';

/** As many numbers of each account as it is named, of the series of the day of issue, so that no bank finds a gap. */
export async function takeOurNumbers(
	connection: Connection,
	accounts: readonly IssuingAccount[],
	issuedOn: Day
): Promise<{ next(account: IssuingAccount): number }> {
	const wanted = new Map<string, { series: string; count: number }>();
	for (const account of accounts) {
		const one = wanted.get(account.id);
		if (one) one.count++;
		else wanted.set(account.id, { series: numberSeries(account, issuedOn), count: 1 });
	}
	const next = new Map<string, number>();
	// In one order, whoever runs: two runs that want the same accounts wait for each other.
	for (const [id, { series, count }] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const [taken] = await rows<{ first: string }>(connection, `select app.take_our_numbers($1, $2, $3)::text as first`, [
			id,
			count,
			series
		]);
		next.set(id, Number(taken!.first));
	}
	return {
		next({ id }) {
			const number = next.get(id);
			if (number === undefined) throw new Error(`no numbers of account ${id} were taken`);
			next.set(id, number + 1);
			return number;
		}
	};
}

/** Of some slips of one amount and due day over an account, or over none: how many cannot be issued, and why; null when all can. */
type SlipTrial = (
	account: IssuingAccount | null,
	title: { readonly dueOn: Day; readonly amountCents: number },
	slips?: number
) => { readonly code: string; readonly slips: number } | null;

/**
 * Tries slips before any number is taken, so that none is used up in vain. Those that can be issued are counted from the numbers that come
 * next: where a series runs out among them, the rest is told.
 */
export async function slipTrial(connection: Connection, accounts: Iterable<IssuingAccount | null>, issuedOn: Day): Promise<SlipTrial> {
	const all = [...new Map([...accounts].flatMap((one) => (one ? [[one.id, numberSeries(one, issuedOn)] as const] : [])))];
	const found = await rows<{ id: string; next: string }>(
		connection,
		`select id, app.next_our_number(id, series)::text as next from json_to_recordset($1) as a(id uuid, series text)`,
		[JSON.stringify(all.map(([id, series]) => ({ id, series })))]
	);
	const ahead = new Map(found.map(({ id, next }) => [id, Number(next)]));
	return (account, title, slips = 1) => {
		if (account === null) return { code: 'collection_account_missing', slips };
		const next = ahead.get(account.id) ?? 1;
		const tried = issueNumbered(account, { ...title, issuedOn, documentNumber: '1' }, next);
		if (!tried.ok) return { code: tried.code, slips };
		const left = lastNumber(account) - next + 1;
		ahead.set(account.id, next + Math.min(slips, left));
		return slips > left ? { code: 'our_numbers_used_up', slips: slips - left } : null;
	};
}
