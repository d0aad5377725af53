import type { Pool } from 'pg';
import { lateAmount } from '#lib/domain/billing/late-fee.ts';
import { writeRemessa } from '#lib/domain/cnab/remessa.ts';
import type { Day } from '#lib/domain/day/day.ts';
import { withBoleto } from '#lib/server/slip/register.ts';
import type { Actor } from '#lib/sync/model.ts';
import { rows } from '#sync-server/database.ts';
import { sendingAccount, titleColumns, titleOf, type TitleRow } from '../remessa-titles.ts';
import { readRemessa } from './read-remessa.ts';
import { writeRetorno } from './write-retorno.ts';

/** Slips of one file: enough for a demonstration to be worth looking at. */
const slipLimit = 2_000;

/** Invoices of this account's suspended customers that are overdue, with their newest boleto, as SQL over account `$1` and day `$2`. */
const owed = `from invoice i join billing_method m on m.id = i.billing_method_id join customer c on c.id = i.customer_id
	left join lateral (select * from boleto where invoice_id = i.id and collection_account_id = $1 order by issued_on desc, id desc limit 1) b on true
	where m.collection_account_id = $1 and m.kind = 'boleto' and i.due_on < $2::date
		and i.paid_at is null and i.cancelled_at is null and i.replaced_by_id is null and c.anonymised_at is null
		and exists (select from subscription s where s.customer_id = i.customer_id and s.status = 'suspended')`;

/**
 * What a bank of the demonstration sends when everybody who is suspended has gone to pay: each open slip of theirs over this account that is
 * overdue, with fine and interest of today. Such slips are in no remessa any more (one may not register what is past due), so this is the
 * way to see a payment file restore services. Null: there is no such account, or nobody to pay.
 */
export async function retornoOfSuspended(
	pool: Pool,
	actor: Actor,
	accountId: string,
	at: { readonly now: string; readonly today: Day; readonly time: string }
): Promise<{ readonly name: string; readonly text: string } | null> {
	// Who goes to the bank has his slip in hand: those that nobody has looked at are issued now.
	for (const { id } of await rows<{ id: string }>(pool, `select i.id ${owed} and b.id is null limit ${String(slipLimit)}`, [
		accountId,
		at.today
	]))
		await withBoleto(pool, actor, id, at);
	const client = await pool.connect();
	try {
		const account = await sendingAccount(client, accountId);
		if (!account) return null;
		const found = await rows<TitleRow & { open: string; due: string }>(
			client,
			`select b.our_number, b.issued_on, b.due_on, i.due_on as due, b.amount_cents::text,
				(i.amount_cents - coalesce(i.paid_cents, 0))::text as open, ${titleColumns} ${owed} and b.id is not null
			 order by i.due_on, i.number limit ${String(slipLimit)}`,
			[accountId, at.today]
		);
		const file = { format: account.format, account: account.remessa, createdOn: at.today, createdAt: at.time, sequence: 1 };
		const titles = found.flatMap((row) => {
			const title = titleOf(row, account, { command: 'register', dueOn: row.due_on });
			const writable = !('code' in title) && writeRemessa({ ...file, titles: [title] }).ok;
			const terms = { fineBasisPoints: row.fine ?? 0, monthlyInterestBasisPoints: row.interest ?? 0 };
			return writable ? [{ title, paidCents: lateAmount(Number(row.open), row.due, at.today, terms).totalCents }] : [];
		});
		// The bank has these slips: the columns of a remessa say how it knows their numbers.
		const written = writeRemessa({ ...file, titles: titles.map(({ title }) => title) });
		if (titles.length === 0 || !written.ok) return null;
		const { titles: known, ...head } = readRemessa(written.text);
		const words = known.map(({ command: _command, ...title }, i) => ({
			...title,
			meaning: 'paid' as const,
			paidCents: titles[i]!.paidCents,
			occurredOn: at.today,
			creditedOn: at.today
		}));
		return { name: `${head.bank}-${at.today}-${at.time}.ret`, text: writeRetorno({ ...head, createdOn: at.today, words }) };
	} finally {
		client.release();
	}
}
