import type { Cents } from '../money.ts';

/** What is owed of an invoice on the day of the payment. */
export interface Owed {
	/** Open amount without fees. */
	readonly openCents: Cents;
	/** Fine and interest of that day. */
	readonly lateCents: Cents;
}

/**
 * Which part of a payment counts first. `principal_first` is in the customer's favour and settles an invoice that was paid without
 * its fees; `late_first` is what holds where nothing else was agreed (Código Civil art. 354: interest first, then capital); `proportional`
 * pays of the amount and of the fees on just that amount, so that what is left owes its own fees and no fee is lost or charged twice.
 */
export type PaymentOrder = 'principal_first' | 'late_first' | 'proportional';

export type PaymentOutcome = 'partial' | 'settled' | 'settled_without_fees' | 'over';

export interface AppliedPayment {
	readonly outcome: PaymentOutcome;
	readonly principalCents: Cents;
	readonly lateCents: Cents;
	/** Still open of the invoice. */
	readonly restCents: Cents;
	/** Fees not paid: they are charged with the next invoice or waived, as the billing method says. Only once the invoice is settled. */
	readonly lateMissingCents: Cents;
	/** Paid too much: credit for the next invoice. */
	readonly creditCents: Cents;
}

/** Applies a payment, in whole cents > 0. Principal + late + credit is always what was paid. */
export function applyPayment(owed: Owed, paidCents: Cents, order: PaymentOrder = 'principal_first'): AppliedPayment {
	for (const cents of [owed.openCents, owed.lateCents, paidCents])
		if (!Number.isSafeInteger(cents) || cents < 0) throw new RangeError(`not an amount: ${cents}`);
	if (paidCents === 0) throw new RangeError('nothing was paid');
	const firstLate = lateBefore(owed, paidCents, order);
	const principalCents = Math.min(paidCents - firstLate, owed.openCents);
	const lateCents = Math.min(paidCents - principalCents, owed.lateCents);
	const restCents = owed.openCents - principalCents;
	const creditCents = paidCents - principalCents - lateCents;
	const lateMissingCents = restCents > 0 ? 0 : owed.lateCents - lateCents;
	const outcome = restCents > 0 ? 'partial' : creditCents > 0 ? 'over' : lateMissingCents > 0 ? 'settled_without_fees' : 'settled';
	return { outcome, principalCents, lateCents, restCents, lateMissingCents, creditCents };
}

/** What counts for fees before the amount itself. */
function lateBefore({ openCents, lateCents }: Owed, paidCents: Cents, order: PaymentOrder): Cents {
	if (order === 'principal_first') return 0;
	if (order === 'late_first' || paidCents >= openCents + lateCents) return Math.min(paidCents, lateCents);
	// Exact in whole numbers; a cent that does not come out even is the amount's, in the customer's favour.
	return Number((BigInt(paidCents) * BigInt(lateCents)) / BigInt(openCents + lateCents));
}
