import { paidAtOf } from '#lib/domain/billing/paid-at.ts';
import type { AppliedPayment } from '#lib/domain/billing/payment.ts';
import type { Day } from '#lib/domain/day/day.ts';
import type { PaymentSource } from '#lib/schema/receivable.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import type { OwedInvoice } from './owed.ts';

/** Money that came for an invoice which is locked. */
export interface Arrived {
	readonly invoice: OwedInvoice;
	readonly applied: AppliedPayment;
	readonly source: PaymentSource;
	readonly paidOn: Day;
	readonly creditedOn: Day | null;
	/** What brought it; a second payment of the same origin is an error of the caller, and the database says so. */
	readonly originKey: string;
	readonly note?: string;
}

/** The invoice after this payment. */
export function afterPayment(invoice: OwedInvoice, applied: AppliedPayment, paidAt: string): OwedInvoice {
	return {
		...invoice,
		paidCents: (invoice.paidCents ?? 0) + applied.principalCents,
		paidAt: applied.restCents === 0 ? (invoice.paidAt ?? paidAt) : null
	};
}

/**
 * Writes payments and what they leave of their invoices, in two statements however many there are: the one door by which money of
 * banks comes in. Answers the payments' ids, in order.
 */
export async function writePayments(
	connection: Connection,
	payments: readonly Arrived[],
	stamp: { readonly now: string; readonly today: Day; readonly userId: string | null }
): Promise<readonly string[]> {
	if (payments.length === 0) return [];
	const written = payments.map(({ invoice, applied, ...payment }) => ({
		id: newUuid(),
		branch_id: invoice.branchId,
		customer_id: invoice.customerId,
		invoice_id: invoice.id,
		paid_on: payment.paidOn,
		credited_on: payment.creditedOn,
		source: payment.source,
		principal_cents: applied.principalCents,
		late_cents: applied.lateCents,
		credit_cents: applied.creditCents,
		origin_key: payment.originKey,
		note: payment.note ?? null
	}));
	await rows(
		connection,
		`insert into payment (id, branch_id, customer_id, invoice_id, paid_on, credited_on, source, principal_cents, late_cents, credit_cents, origin_key, note,
			created_at, created_by, updated_at, updated_by)
		 select id, branch_id, customer_id, invoice_id, paid_on, credited_on, source, principal_cents, late_cents, credit_cents, origin_key, note, $2, $3, $2, $3
		 from json_to_recordset($1) as r(id uuid, branch_id uuid, customer_id uuid, invoice_id uuid, paid_on date, credited_on date, source text,
			principal_cents bigint, late_cents bigint, credit_cents bigint, origin_key text, note text)`,
		[JSON.stringify(written), stamp.now, stamp.userId]
	);
	// Several payments of one invoice: its last state counts.
	const left = new Map(
		payments.map(({ invoice, applied, paidOn }) => [invoice.id, afterPayment(invoice, applied, paidAtOf(paidOn, stamp))])
	);
	await rows(
		connection,
		`update invoice i set paid_cents = r.paid_cents, paid_at = r.paid_at, updated_at = $2, updated_by = coalesce($3::uuid, i.updated_by)
		 from json_to_recordset($1) as r(id uuid, paid_cents bigint, paid_at timestamptz) where i.id = r.id`,
		[
			JSON.stringify([...left.values()].map((one) => ({ id: one.id, paid_cents: one.paidCents, paid_at: one.paidAt }))),
			stamp.now,
			stamp.userId
		]
	);
	return written.map(({ id }) => id);
}
