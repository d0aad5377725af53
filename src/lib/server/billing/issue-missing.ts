import type { Day } from '#lib/domain/day/day.ts';
import { issueNumbered } from '#lib/domain/boleto/issue-numbered.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Actor } from '#lib/sync/model.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import { slipTrial, takeOurNumbers } from './our-numbers.ts';
import { issuingAccounts } from './write-invoices.ts';

/**
 * Issues the slips of open invoices that stand without one, as far as it can be done by now. Answers the invoices that go on without,
 * with the refusal's code; one that needs no slip any more (paid, cancelled, another billing method) is done with.
 */
export async function issueMissing(
	connection: Connection,
	invoiceIds: readonly string[],
	actor: Actor,
	at: { readonly now: string; readonly today: Day }
): Promise<ReadonlyMap<string, string>> {
	const accounts = await issuingAccounts(connection);
	const open = await rows<{
		id: string;
		branch_id: string;
		customer_id: string;
		number: string;
		due_on: string;
		cents: string;
		method: string | null;
	}>(
		connection,
		`select id, branch_id, customer_id, number::text, due_on, amount_cents::text as cents, billing_method_id as method from invoice
		 where id = any ($1::uuid[]) and paid_at is null and cancelled_at is null and boleto_number is null order by id for update`,
		[`{${invoiceIds.join(',')}}`]
	);
	const tried = await slipTrial(connection, accounts.values(), at.today);
	const without = new Map<string, string>();
	const ready = open.flatMap((one) => {
		const account = accounts.get(one.method ?? '');
		if (account === undefined) return [];
		const refused = tried(account, { dueOn: one.due_on, amountCents: Number(one.cents) })?.code ?? null;
		if (refused !== null) without.set(one.id, refused);
		return refused === null && account ? [{ ...one, account }] : [];
	});
	const numbers = await takeOurNumbers(
		connection,
		ready.map(({ account }) => account),
		at.today
	);
	for (const one of ready) {
		const issued = issueNumbered(
			one.account,
			{ issuedOn: at.today, dueOn: one.due_on, amountCents: Number(one.cents), documentNumber: one.number },
			numbers.next(one.account)
		);
		if (!issued.ok) {
			without.set(one.id, issued.code);
			continue;
		}
		await connection.query(
			`insert into boleto (id, branch_id, customer_id, invoice_id, collection_account_id, our_number, issued_on, due_on, amount_cents, created_at, created_by,
				updated_at, updated_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $11)`,
			[
				newUuid(),
				one.branch_id,
				one.customer_id,
				one.id,
				one.account.id,
				issued.ourNumber,
				at.today,
				one.due_on,
				one.cents,
				at.now,
				actor.userId
			]
		);
		await connection.query(`update invoice set boleto_number = $2, updated_at = $3, updated_by = $4 where id = $1`, [
			one.id,
			issued.ourNumber,
			at.now,
			actor.userId
		]);
	}
	return without;
}
