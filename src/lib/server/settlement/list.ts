import type { Pool } from 'pg';
import type { BankFileLineRow, BankFileSummary, LineDecision } from '#lib/domain/settlement/bank-file.ts';
import { asActor, withOwnAccess } from '#lib/server/auth/as-actor.ts';
import { iso } from '#lib/server/auth/queryable.ts';
import type { Actor } from '#lib/sync/model.ts';
import { rows } from '#sync-server/database.ts';

/** The newest bank files of all accounts. */
export async function listBankFiles(pool: Pool): Promise<readonly BankFileSummary[]> {
	const found = await rows<Omit<BankFileSummary, 'settledCents'> & { settledCents: string }>(
		pool,
		`select f.id, f.kind, a.name as "accountName", f.sequence, f.name, f.lines, f.status, f.done, f.settled, f.settled_cents::text as "settledCents", f.noted,
			f.queued, f.repeated, f.problems, (select count(*)::int from bank_file_title t where t.bank_file_id = f.id) as titles, u.name as "userName",
			${iso('f.created_at')} as "createdAt", ${iso('f.ended_at')} as "endedAt"
		 from bank_file f join collection_account a on a.id = f.collection_account_id left join app_user u on u.id = f.created_by
		 order by f.created_at desc, f.id desc limit 200`
	);
	return found.map((row) => ({ ...row, settledCents: Number(row.settledCents) }));
}

/** Lines that are told at once. */
const linesAtOnce = 200;

/**
 * Lines of a file after `after`, of one decision or all. What is about a customer of another branch is told without its text and name;
 * null when there is no such file.
 */
export async function listLines(
	pool: Pool,
	actor: Actor,
	fileId: string,
	{ decision, after }: { readonly decision: LineDecision | null; readonly after: number }
): Promise<readonly BankFileLineRow[] | null> {
	return await asActor(pool, actor, async (connection) => {
		const lines = await withOwnAccess(connection, actor, async () => {
			const [file] = await rows(connection, `select id from bank_file where id = $1`, [fileId]);
			if (!file) return null;
			return await rows<Omit<BankFileLineRow, 'paidCents'> & { paidCents: string | null; invoiceId: string | null }>(
				connection,
				`select number, raw, occurrence, meaning, our_number as "ourNumber", paid_cents::text as "paidCents", decision, reason, invoice_id as "invoiceId"
				 from bank_file_line where bank_file_id = $1 and number > $2 and ($3::text is null or decision = $3) order by number limit $4`,
				[fileId, after, decision, linesAtOnce]
			);
		});
		if (lines === null) return null;
		const seen = await rows<{ id: string; number: string; customer_id: string; name: string }>(
			connection,
			`select i.id, i.number::text, i.customer_id, c.name from invoice i join customer c on c.id = i.customer_id where i.id = any ($1::uuid[])`,
			[`{${lines.flatMap((line) => line.invoiceId ?? []).join(',')}}`]
		);
		const invoices = new Map(seen.map((row) => [row.id, row]));
		return lines.map(({ invoiceId, ...line }) => {
			const invoice = invoiceId === null ? undefined : invoices.get(invoiceId);
			return {
				...line,
				raw: invoiceId !== null && !invoice ? null : line.raw,
				paidCents: line.paidCents === null ? null : Number(line.paidCents),
				invoiceNumber: invoice ? Number(invoice.number) : null,
				customerId: invoice?.customer_id ?? null,
				customerName: invoice?.name ?? null
			};
		});
	});
}

/**
 * The bytes of a file as they were sent or came. A retorno holds customers of every branch: it is for who handed it in, and for whoever
 * works in all active branches. Null when there is none for this person.
 */
export async function bankFileContent(
	pool: Pool,
	actor: Actor,
	id: string
): Promise<{ readonly name: string; readonly content: Buffer } | null> {
	const { rows: found } = await pool.query<{ name: string; content: Buffer }>(
		`select name, content from bank_file where id = $1
			and (kind = 'remessa' or created_by = $2 or not exists (select from branch where active and id <> all ($3::uuid[])))`,
		[id, actor.userId, actor.branchIds]
	);
	return found[0] ?? null;
}
