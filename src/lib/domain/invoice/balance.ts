import { nextBusinessDay } from '../day/business-day.ts';
import { daysBetween, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';

/** What the balance needs to know of an invoice; as stored. */
export interface InvoiceFacts {
	readonly dueOn: Day;
	readonly amountCents: Cents;
	/** Null while nothing was paid. Paid without an amount means paid in full. */
	readonly paidCents: Cents | null;
	readonly paidAt: string | null;
	readonly cancelledAt: string | null;
	/** The agreement that put itself in its place (Parc. Dívida): what is owed are its instalments. */
	readonly replacedById: string | null;
}

export type InvoiceStatus = 'paid' | 'open' | 'overdue' | 'cancelled' | 'replaced';

export interface Balance {
	/** Everything not paid yet, due or not. */
	readonly openCents: Cents;
	/** The part of it that is overdue. */
	readonly overdueCents: Cents;
	readonly overdueCount: number;
	/** Due day of the oldest overdue invoice, as printed on it. */
	readonly oldestOverdueOn: Day | null;
	/** How late that one is, counted from the day on which it could last be paid without fee; 0 when nothing is overdue. */
	readonly daysLate: number;
}

/** What is still owed of an invoice: a partial payment leaves the rest open, an overpayment owes nothing, one in an agreement is owed by its instalments. */
export function openCents(invoice: InvoiceFacts): Cents {
	if (invoice.cancelledAt !== null || invoice.replacedById !== null) return 0;
	const paid = invoice.paidCents ?? (invoice.paidAt === null ? 0 : invoice.amountCents);
	return Math.max(0, invoice.amountCents - paid);
}

/** Last day to pay without fee: due on a Saturday, Sunday or holiday moves to the next business day (decision 9.6). */
export function lastDayToPay(dueOn: Day): Day {
	return nextBusinessDay(dueOn);
}

/** Days late seen from `today`; 0 while it can still be paid without fee. */
export function daysLate(dueOn: Day, today: Day): number {
	// Not even due: spare the search for a business day.
	if (dueOn >= today) return 0;
	return Math.max(0, daysBetween(lastDayToPay(dueOn), today));
}

export function invoiceStatus(invoice: InvoiceFacts, today: Day): InvoiceStatus {
	if (invoice.cancelledAt !== null) return 'cancelled';
	if (invoice.replacedById !== null) return 'replaced';
	if (openCents(invoice) === 0) return 'paid';
	return daysLate(invoice.dueOn, today) > 0 ? 'overdue' : 'open';
}

/** The customer's account seen from `today`. */
export function balance(invoices: readonly InvoiceFacts[], today: Day): Balance {
	let [open, overdue, count] = [0, 0, 0];
	let oldest: Day | null = null;
	for (const invoice of invoices) {
		const cents = openCents(invoice);
		open += cents;
		if (cents === 0 || daysLate(invoice.dueOn, today) === 0) continue;
		overdue += cents;
		count++;
		if (oldest === null || invoice.dueOn < oldest) oldest = invoice.dueOn;
	}
	return {
		openCents: open,
		overdueCents: overdue,
		overdueCount: count,
		oldestOverdueOn: oldest,
		daysLate: oldest === null ? 0 : daysLate(oldest, today)
	};
}
