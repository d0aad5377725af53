import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { writeRemessa, type RemessaFile, type RemessaTitle } from '#lib/domain/cnab/remessa.ts';
import type { Day } from '#lib/domain/day/day.ts';
import type { RemessaOffer } from '#lib/domain/settlement/bank-file.ts';
import { asActor, withOwnAccess } from '#lib/server/auth/as-actor.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import { countTitles, pendingTitles, sendingAccount, type PendingTitle } from './remessa-titles.ts';

/** What is left out of a remessa, and why: a value of the record that its columns cannot hold, as a rule. */
export interface LeftOut {
	readonly invoiceNumber: number;
	readonly code: string;
	readonly field: string | null;
}

/** Accounts with what their next remessa would say. */
export async function remessaOffers(pool: Pool, today: Day): Promise<readonly RemessaOffer[]> {
	const counts = await countTitles(pool, today);
	const accounts = await rows<{ id: string; name: string; bank: string; format: 240 | 400 }>(
		pool,
		`select id, name, bank, cnab_length as format from collection_account where active or id = any ($1::uuid[]) order by name, id`,
		[`{${[...new Set(counts.map(({ accountId }) => accountId))].join(',')}}`]
	);
	return accounts.map(({ id, ...account }) => {
		const of = (command: string) => counts.find((one) => one.accountId === id && one.command === command)?.count ?? 0;
		return {
			accountId: id,
			accountName: account.name,
			bank: account.bank,
			format: account.format,
			register: of('register'),
			cancel: of('cancel'),
			changeDue: of('change_due')
		};
	});
}

/**
 * Makes the next remessa of an account out of all that its bank has to hear of, with the next number and without a gap: number, file and
 * what was told of each title are of one transaction. Titles that cannot be written are left out and named. Refusals: not_found,
 * remessa_empty, cnab_layout_unknown, remessa_title (`detail.number`, `detail.field`: all of them were left out, the first is named).
 */
export async function makeRemessa(
	pool: Pool,
	actor: Actor,
	accountId: string,
	at: { readonly now: string; readonly today: Day; readonly time: string }
): Promise<Outcome<{ readonly id: string; readonly sequence: number; readonly titles: number; readonly leftOut: readonly LeftOut[] }>> {
	return await asActor(pool, actor, async (connection) => {
		// Titles of every branch go over one account, whoever makes its file.
		const account = await withOwnAccess(connection, actor, () => sendingAccount(connection, accountId));
		if (!account) return refuse('not_found');
		const pending = await withOwnAccess(connection, actor, () => pendingTitles(connection, account, at.today));
		const file = { format: account.format, account: account.remessa, createdOn: at.today, createdAt: at.time };
		const empty = writeRemessa({ ...file, sequence: 1, titles: [] });
		if (!empty.ok && empty.refusal.code === 'cnab_layout_unknown') return empty.refusal;
		const { good, leftOut } = writable(file, pending);
		const [bad] = leftOut;
		if (good.length === 0)
			return bad
				? refuse('remessa_title', { detail: { number: bad.invoiceNumber, field: bad.field ?? bad.code } })
				: refuse('remessa_empty');
		const [taken] = await rows<{ number: number }>(connection, `select app.take_remittance_number($1) as number`, [accountId]);
		const sequence = taken!.number;
		const written = writeRemessa({ ...file, sequence, titles: good.map(({ title }) => title) });
		// Each was tried by itself; what does not fit together is a mistake of ours.
		if (!written.ok) throw new Error(`remessa ${String(sequence)}: ${written.refusal.code} ${written.refusal.field ?? ''}`);
		const id = newUuid();
		await withOwnAccess(connection, actor, () =>
			keep(connection, { id, accountId, sequence, written, bank: account.boleto.bank }, good, actor, at.now)
		);
		return ok({ id, sequence, titles: good.length, leftOut });
	});
}

type Good = Omit<PendingTitle, 'title'> & { readonly title: RemessaTitle };

function writable(
	file: Omit<RemessaFile, 'sequence' | 'titles'>,
	pending: readonly PendingTitle[]
): { readonly good: readonly Good[]; readonly leftOut: readonly LeftOut[] } {
	const good: Good[] = [];
	const leftOut: LeftOut[] = [];
	for (const { title, ...one } of pending) {
		if ('code' in title) {
			leftOut.push({ invoiceNumber: one.invoiceNumber, code: title.code, field: title.field ?? null });
			continue;
		}
		const tried = writeRemessa({ ...file, sequence: 1, titles: [title] });
		if (tried.ok) good.push({ ...one, title });
		else leftOut.push({ invoiceNumber: one.invoiceNumber, code: tried.refusal.code, field: tried.refusal.field ?? null });
	}
	return { good, leftOut };
}

async function keep(
	connection: Connection,
	file: {
		readonly id: string;
		readonly accountId: string;
		readonly sequence: number;
		readonly bank: string;
		readonly written: { readonly text: string; readonly lines: number };
	},
	titles: readonly Good[],
	actor: Actor,
	now: string
): Promise<void> {
	const content = Buffer.from(file.written.text, 'latin1');
	await rows(
		connection,
		`insert into bank_file (id, kind, collection_account_id, sequence, name, sha256, content, lines, status, done, created_at, created_by, ended_at)
		 values ($1, 'remessa', $2, $3, $4, $5, $6, $7, 'done', $7, $8, $9, $8)`,
		[
			file.id,
			file.accountId,
			file.sequence,
			`${file.bank}-${String(file.sequence).padStart(6, '0')}.rem`,
			createHash('sha256').update(content).digest('hex'),
			content,
			file.written.lines,
			now,
			actor.userId
		]
	);
	const list = JSON.stringify(titles.map(({ boletoId, command, dueOn }) => ({ boleto_id: boletoId, command, due_on: dueOn })));
	await rows(
		connection,
		`insert into bank_file_title (bank_file_id, boleto_id, command, due_on)
		 select $2, boleto_id, command, due_on from json_to_recordset($1) as r(boleto_id uuid, command text, due_on date)`,
		[list, file.id]
	);
	await rows(
		connection,
		`update boleto b set status = case r.command when 'register' then 'sent' else b.status end, due_on = r.due_on, updated_at = $2, updated_by = $3
		 from json_to_recordset($1) as r(boleto_id uuid, command text, due_on date) where b.id = r.boleto_id and r.command <> 'cancel'`,
		[list, now, actor.userId]
	);
}
