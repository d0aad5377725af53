import { lateAmount, type LateTerms } from '#lib/domain/billing/late-fee.ts';
import { applyPayment, type AppliedPayment } from '#lib/domain/billing/payment.ts';
import type { SettleInvoice } from '#lib/domain/cnab/settle.ts';
import type { Day } from '#lib/domain/day/day.ts';
import { openCents, type InvoiceFacts } from '#lib/domain/invoice/balance.ts';
import { rows, type Connection } from '#sync-server/database.ts';

/** An invoice that money may have come for, as it is now; locked until the transaction ends. */
export interface OwedInvoice extends InvoiceFacts {
	readonly id: string;
	readonly branchId: string;
	readonly customerId: string;
	readonly number: number;
	readonly terms: LateTerms;
}

interface Found {
	id: string;
	branch_id: string;
	customer_id: string;
	number: string;
	due_on: string;
	amount_cents: string;
	paid_cents: string | null;
	paid_at: string | null;
	cancelled_at: string | null;
	replaced_by_id: string | null;
	fine: number | null;
	interest: number | null;
}

/** Locks these invoices, in one order whoever asks, and reads them. */
export async function lockInvoices(connection: Connection, ids: readonly string[]): Promise<ReadonlyMap<string, OwedInvoice>> {
	if (ids.length === 0) return new Map();
	const found = await rows<Found>(
		connection,
		`select i.id, i.branch_id, i.customer_id, i.number::text, i.due_on, i.amount_cents::text, i.paid_cents::text, i.paid_at, i.cancelled_at, i.replaced_by_id,
			m.fine_basis_points as fine, m.monthly_interest_basis_points as interest
		 from invoice i left join billing_method m on m.id = i.billing_method_id
		 where i.id = any ($1::uuid[]) order by i.id for update of i`,
		[`{${[...new Set(ids)].join(',')}}`]
	);
	return new Map(
		found.map((row) => [
			row.id,
			{
				id: row.id,
				branchId: row.branch_id,
				customerId: row.customer_id,
				number: Number(row.number),
				dueOn: row.due_on,
				amountCents: Number(row.amount_cents),
				paidCents: row.paid_cents === null ? null : Number(row.paid_cents),
				paidAt: row.paid_at,
				cancelledAt: row.cancelled_at,
				replacedById: row.replaced_by_id,
				terms: { fineBasisPoints: row.fine ?? 0, monthlyInterestBasisPoints: row.interest ?? 0 }
			}
		])
	);
}

/** Fine and interest if it is paid on that day. */
export function lateCents(invoice: OwedInvoice, paidOn: Day): number {
	const open = openCents(invoice);
	return lateAmount(open, invoice.dueOn, paidOn, invoice.terms).totalCents - open;
}

/** The invoice as the rule of settling sees it. */
export function asSettleInvoice(invoice: OwedInvoice, paidOn: Day | null): SettleInvoice {
	return {
		id: invoice.id,
		openCents: openCents(invoice),
		lateCents: paidOn === null ? 0 : lateCents(invoice, paidOn),
		discountCents: 0,
		// Paid by the old slip although an agreement took its place: a person decides which instalments that pays.
		cancelled: invoice.cancelledAt !== null || invoice.replacedById !== null
	};
}

/** Which part of `cents` counts for what; an excess within the bank's own rounding is its interest, and no credit of the customer. */
export function applied(invoice: OwedInvoice, cents: number, paidOn: Day, toleranceCents: number): AppliedPayment {
	const result = applyPayment({ openCents: openCents(invoice), lateCents: lateCents(invoice, paidOn) }, cents);
	if (result.creditCents === 0 || result.creditCents > toleranceCents) return result;
	return { ...result, outcome: 'settled', lateCents: result.lateCents + result.creditCents, creditCents: 0 };
}
