import type { Pool } from 'pg';
import type { BoletoAccount } from '#lib/domain/boleto/account.ts';
import { issueNumbered } from '#lib/domain/boleto/issue-numbered.ts';
import { numberSeries } from '#lib/domain/boleto/number-series.ts';
import type { Day } from '#lib/domain/day/day.ts';
import { openCents } from '#lib/domain/invoice/balance.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import { slipFacts, type SlipFacts } from './facts.ts';

/** The day and the instant of a request. */
export interface At {
	readonly now: string;
	readonly today: Day;
}

/**
 * The facts of an invoice's slip; an open invoice that has no boleto yet gets one, once only however many ask at the same time. Whoever may
 * see the invoice may have its boleto, so attendants too: the row itself is written with finance's rights, in the name of who asked.
 * Refusals: `not_found`, `boleto_account_missing`, and those of issueNumbered.
 */
export async function withBoleto(pool: Pool, actor: Actor, invoiceId: string, at: At): Promise<Outcome<SlipFacts>> {
	const [seen] = await asActor(pool, actor, (connection) => slipFacts(connection, [invoiceId]));
	if (!seen) return refuse('not_found');
	if (!wantsBoleto(seen)) return ok(seen);
	if (seen.account === null) return refuse('boleto_account_missing');
	return asActor(pool, { ...actor, role: 'finance' }, async (connection) => {
		// Whoever comes second waits here, and finds the boleto of the first.
		await connection.query('select from invoice where id = $1 for update', [invoiceId]);
		const [facts] = await slipFacts(connection, [invoiceId]);
		if (!facts || !wantsBoleto(facts) || facts.account === null) return facts ? ok(facts) : refuse('not_found');
		const { invoice, account } = facts;
		const issued = issueNumbered(
			account,
			{ issuedOn: at.today, dueOn: invoice.dueOn, amountCents: invoice.amountCents, documentNumber: String(invoice.number) },
			await takeOurNumber(connection, account, at.today)
		);
		// Thrown, so that the number goes back with everything else; caught right outside.
		if (!issued.ok) throw new Refused(issued);
		await connection.query(
			`insert into boleto (id, branch_id, customer_id, invoice_id, collection_account_id, our_number, issued_on, due_on, amount_cents, created_at, created_by,
				updated_at, updated_by)
			 select $1, branch_id, customer_id, id, $3, $4, $5, due_on, amount_cents, $6, $7, $6, $7 from invoice where id = $2`,
			[newUuid(), invoiceId, account.id, issued.ourNumber, at.today, at.now, actor.userId]
		);
		await connection.query('update invoice set boleto_number = $2, updated_at = $3, updated_by = $4 where id = $1', [
			invoiceId,
			issued.ourNumber,
			at.now,
			actor.userId
		]);
		const [registered] = await slipFacts(connection, [invoiceId]);
		return ok(registered!);
	}).catch((error: unknown) => {
		if (error instanceof Refused) return error.refusal;
		throw error;
	});
}

/** Open, and nothing at the bank yet: of a debt that is settled or gone no boleto is made. */
const wantsBoleto = ({ invoice, boleto }: SlipFacts): boolean =>
	boleto === null && invoice.replacedById === null && openCents(invoice) === invoice.amountCents && invoice.amountCents > 0;

/** The account's next nosso número, of the series of the day of issue, in the transaction that uses it. */
export async function takeOurNumber(
	connection: Connection,
	account: BoletoAccount & { readonly id: string },
	issuedOn: Day
): Promise<number> {
	const [taken] = await rows<{ number: string }>(connection, `select app.take_our_numbers($1, 1, $2)::text as number`, [
		account.id,
		numberSeries(account, issuedOn)
	]);
	return Number(taken!.number);
}

/** Rolls back what was begun, and is the answer outside. */
export class Refused extends Error {
	readonly refusal: ReturnType<typeof refuse>;
	constructor(refusal: ReturnType<typeof refuse>) {
		super(refusal.code);
		this.refusal = refusal;
	}
}
