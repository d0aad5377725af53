import { isDay, parts, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { addCompetences, competenceOf, dueDateIn } from './competence.ts';
import { equalParts } from './split.ts';

/** A Parc. Dívida is for what cannot be paid at once, not for years. */
export const instalmentLimit = 60;

/** What is agreed. */
export interface AgreementTerms {
	/** Sum of the debts with fine and interest, before the discount. */
	readonly debtCents: Cents;
	readonly discountCents: Cents;
	/** Entrada: due on `firstDueOn`, the equal instalments follow monthly. 0 where there is none. */
	readonly downPaymentCents: Cents;
	/** Number of equal instalments, without the down payment. */
	readonly instalments: number;
	/** First due day: of the down payment where there is one, else of the first instalment. */
	readonly firstDueOn: Day;
}

export interface Instalment {
	/** 1 … `of`; the down payment is the first. */
	readonly number: number;
	readonly of: number;
	readonly dueOn: Day;
	readonly cents: Cents;
}

export function checkAgreement(terms: AgreementTerms, today: Day): readonly Refusal[] {
	const refusals: Refusal[] = [];
	const wrong = (cents: Cents) => !Number.isSafeInteger(cents) || cents < 0;
	if (wrong(terms.debtCents) || terms.debtCents === 0) refusals.push(refusal('amount_invalid', 'debtCents'));
	if (wrong(terms.discountCents) || terms.discountCents >= terms.debtCents) refusals.push(refusal('amount_invalid', 'discountCents'));
	const rest = terms.debtCents - terms.discountCents - terms.downPaymentCents;
	// Every instalment is of one cent at least; a down payment of everything is a payment, not an agreement.
	if (wrong(terms.downPaymentCents) || rest < 1) refusals.push(refusal('amount_invalid', 'downPaymentCents'));
	if (!Number.isInteger(terms.instalments) || terms.instalments < 1 || terms.instalments > instalmentLimit || terms.instalments > rest)
		refusals.push(refusal('instalments_invalid', 'instalments', { limit: instalmentLimit }));
	if (!isDay(terms.firstDueOn)) refusals.push(refusal('day_invalid', 'firstDueOn'));
	else if (terms.firstDueOn < today) refusals.push(refusal('day_in_past', 'firstDueOn'));
	return refusals;
}

/** The instalments of terms that were checked: they add up to the debt without the discount, and differ by one cent at most. */
export function planAgreement(terms: AgreementTerms): readonly Instalment[] {
	const down = terms.downPaymentCents > 0 ? [terms.downPaymentCents] : [];
	const cents = [...down, ...equalParts(terms.debtCents - terms.discountCents - terms.downPaymentCents, terms.instalments)];
	return cents.map((amount, i) => ({ number: i + 1, of: cents.length, dueOn: monthly(terms.firstDueOn, i), cents: amount }));
}

/** The same day of the month, kept through short months: 31 January, 28 February, 31 March. */
function monthly(first: Day, months: number): Day {
	const [, , date] = parts(first);
	return months === 0 ? first : dueDateIn(addCompetences(competenceOf(first), months), date);
}
