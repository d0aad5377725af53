import type { Pool } from 'pg';
import { issueNumbered } from '#lib/domain/boleto/issue-numbered.ts';
import { openCents } from '#lib/domain/invoice/balance.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import { rows } from '#sync-server/database.ts';
import { slipFacts } from './facts.ts';
import { Refused, takeOurNumber, type At } from './register.ts';

/**
 * A boleto that the bank has refused to register is made again, under a new nosso número (a bank takes none twice) and with what account
 * and invoice say today: what was refused must have been mended first, so a person asks for it and no page view does. The next remessa
 * tells the bank. Answers the new number. Whoever asks must be allowed `invoice.update`.
 * Refusals: not_found, boleto_not_refused, invoice_not_open (`detail.number`), boleto_overdue (a remessa registers none that is past its
 * due day), and those of issueNumbered.
 */
export async function reissueBoleto(pool: Pool, actor: Actor, invoiceId: string, at: At): Promise<Outcome<{ readonly ourNumber: string }>> {
	return asActor(pool, actor, async (connection) => {
		// Whoever comes second waits here, and finds that it is refused no more.
		await connection.query('select from invoice where id = $1 for update', [invoiceId]);
		const [facts] = await slipFacts(connection, [invoiceId]);
		if (!facts) return refuse('not_found');
		const { invoice, account, boleto } = facts;
		if (boleto?.status !== 'rejected' || account === null) return refuse('boleto_not_refused');
		if (invoice.replacedById !== null || openCents(invoice) !== invoice.amountCents)
			return refuse('invoice_not_open', { detail: { number: invoice.number } });
		if (invoice.dueOn < at.today) return refuse('boleto_overdue');
		const issued = issueNumbered(
			account,
			{ issuedOn: at.today, dueOn: invoice.dueOn, amountCents: invoice.amountCents, documentNumber: String(invoice.number) },
			await takeOurNumber(connection, account, at.today)
		);
		// Thrown, so that the number goes back with everything else; caught right outside.
		if (!issued.ok) throw new Refused(issued);
		await rows(
			connection,
			`update boleto set our_number = $2, issued_on = $3, due_on = $4, amount_cents = $5, status = 'issued', updated_at = $6, updated_by = $7 where id = $1`,
			[boleto.id, issued.ourNumber, at.today, invoice.dueOn, invoice.amountCents, at.now, actor.userId]
		);
		await rows(connection, 'update invoice set boleto_number = $2, updated_at = $3, updated_by = $4 where id = $1', [
			invoiceId,
			issued.ourNumber,
			at.now,
			actor.userId
		]);
		return ok({ ourNumber: issued.ourNumber });
	}).catch((error: unknown) => {
		if (error instanceof Refused) return error.refusal;
		throw error;
	});
}
