import type { Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import type { RetornoEntry } from './retorno.ts';

/** The invoices that have the entry's nosso número, as they are now. */
export interface SettleInvoice {
	readonly id: string;
	/** Still owed, without fees. */
	readonly openCents: Cents;
	/** Fine and interest on the day of the payment. */
	readonly lateCents: Cents;
	/** A discount that holds on the day of the payment. */
	readonly discountCents: Cents;
	readonly cancelled: boolean;
}

/** Why a person has to look at it. */
export type QueueReason =
	/** The occurrence is not in the bank's table. */
	| 'unknown_occurrence'
	| 'unknown_number'
	/** Several invoices have the number. */
	| 'ambiguous_number'
	/** Nothing is owed of it any more: a second payment. */
	| 'paid_twice'
	| 'paid_after_cancel'
	/** A payment line without an amount, or without a day. */
	| 'no_amount'
	| 'amount_low'
	| 'amount_high'
	| 'payment_reversed'
	/** A refused slip cannot be paid: the customer needs another. */
	| 'refused'
	| 'instruction_refused';

export type Settlement =
	| {
			readonly do: 'settle';
			readonly invoiceId: string;
			readonly cents: Cents;
			readonly paidOn: Day;
			readonly creditedOn: Day | null;
			readonly partial: boolean;
	  }
	/** Keeps the state of the slip: registered, cancelled at the bank, at the notary … */
	| { readonly do: 'note'; readonly invoiceId: string }
	/** Fees and news without an invoice of ours: kept with the file and nothing else. */
	| { readonly do: 'keep' }
	| { readonly do: 'queue'; readonly invoiceId: string | null; readonly reason: QueueReason };

/** Cents by which the bank's own count of interest may differ from ours: it rounds each day. */
export interface SettleRule {
	readonly toleranceCents: Cents;
}
export const usualSettleRule: SettleRule = { toleranceCents: 10 };

/**
 * What to do with one entry. Only occurrences that mean a payment settle, never a filled amount alone: samples of banks have a paid
 * amount on a confirmation. Settled is what lies between the open amount less the discount and the open amount with fees (a cent of
 * tolerance per day is the bank's); less is settled as partial only where the bank itself says so; everything odd goes to the queue.
 */
export function settle(entry: RetornoEntry, invoices: readonly SettleInvoice[], rule: SettleRule = usualSettleRule): Settlement {
	const queue = (reason: QueueReason, invoiceId: string | null = null): Settlement => ({ do: 'queue', invoiceId, reason });
	if (entry.meaning === 'unknown') return queue('unknown_occurrence', invoices.length === 1 ? (invoices[0]?.id ?? null) : null);
	const [invoice, another] = invoices;
	if (another) return queue('ambiguous_number');
	const pays = entry.meaning === 'paid' || entry.meaning === 'paid_partially' || entry.meaning === 'paid_after_cancel';
	if (!invoice) return pays || entry.meaning === 'payment_reversed' ? queue('unknown_number') : { do: 'keep' };
	if (entry.meaning === 'payment_reversed' || entry.meaning === 'refused' || entry.meaning === 'instruction_refused')
		return queue(entry.meaning, invoice.id);
	if (!pays) return entry.meaning === 'fee' ? { do: 'keep' } : { do: 'note', invoiceId: invoice.id };

	const { paidCents, occurredOn } = entry;
	if (paidCents <= 0 || occurredOn === null) return queue('no_amount', invoice.id);
	if (invoice.cancelled) return queue('paid_after_cancel', invoice.id);
	if (invoice.openCents <= 0) return queue('paid_twice', invoice.id);
	const least = invoice.openCents - invoice.discountCents;
	if (paidCents > invoice.openCents + invoice.lateCents + rule.toleranceCents) return queue('amount_high', invoice.id);
	const partial = paidCents < least;
	if (partial && entry.meaning !== 'paid_partially') return queue('amount_low', invoice.id);
	return { do: 'settle', invoiceId: invoice.id, cents: paidCents, paidOn: occurredOn, creditedOn: entry.creditedOn, partial };
}
