import type { Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { applyPayment, type AppliedPayment, type Owed } from './payment.ts';

/** What somebody can hand over at the desk, or show the receipt of. */
export const deskSources = ['cash', 'pix', 'card', 'transfer', 'boleto', 'bank_debit'] as const;

/** Longest note of a payment, and longest reason of taking one back. */
export const paymentNoteLimit = 200;
export const promiseNoteLimit = 500;

/** What somebody enters. */
interface DeskMoney {
	readonly cents: Cents;
	/** Off the amount. */
	readonly discountCents: Cents;
	/** Dispensar multa e juros. */
	readonly waiveFees: boolean;
}

interface DeskPayment extends AppliedPayment {
	/** Fees that this payment lets go. */
	readonly waivedCents: Cents;
}

/**
 * What money at the desk does. Without a waiver each payment pays the fees of the part it settles (design 9.6), so money below amount and
 * fees leaves a rest open. A discount and a waiver count only with the payment that settles. Refusals: amount_invalid (`cents`,
 * `discountCents`, `waiveFees`).
 */
export function deskPayment(owed: Owed, { cents, discountCents, waiveFees }: DeskMoney): DeskPayment | Refusal {
	if (!Number.isSafeInteger(cents) || cents < 1) return refusal('amount_invalid', 'cents');
	if (!Number.isSafeInteger(discountCents) || discountCents < 0 || discountCents >= owed.openCents)
		return refusal('amount_invalid', 'discountCents');
	const waivedCents = waiveFees ? owed.lateCents : 0;
	const parts = applyPayment({ openCents: owed.openCents - discountCents, lateCents: owed.lateCents - waivedCents }, cents, 'proportional');
	if (parts.restCents > 0 && discountCents > 0) return refusal('amount_invalid', 'discountCents');
	if (parts.restCents > 0 && waivedCents > 0) return refusal('amount_invalid', 'waiveFees');
	return { ...parts, waivedCents };
}

/** Whether it lets go of money that is owed: who may is another matter than who may take money (verb payment.concede), and says why. */
export const concedes = (owed: Owed, { discountCents, waiveFees }: DeskMoney): boolean =>
	discountCents > 0 || (waiveFees && owed.lateCents > 0);
