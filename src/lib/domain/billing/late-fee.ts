import { nationalCalendar, type BankCalendar } from '../day/bank-calendar.ts';
import { daysBetween, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { ratioOf } from './ratio.ts';

/** What a billing method charges for paying late. Basis points: 200 is 2 %. */
export interface LateTerms {
	/** Multa, once, of the amount. */
	readonly fineBasisPoints: number;
	/** Juros de mora a month of 30 days, simple, by the day. */
	readonly monthlyInterestBasisPoints: number;
}

/** Fine ≤ 2 % (CDC, Lei 8.078/1990, art. 52 § 1), interest ≤ 1 % a month (decision 9.6: what Procons hold telecom providers to). */
export const lateTermsLimit: LateTerms = { fineBasisPoints: 200, monthlyInterestBasisPoints: 100 };

export function checkLateTerms(terms: LateTerms): readonly Refusal[] {
	const refusals: Refusal[] = [];
	const check = (field: keyof LateTerms, code: 'fine_too_high' | 'interest_too_high') => {
		const value = terms[field];
		if (!Number.isInteger(value) || value < 0) refusals.push(refusal('value_invalid', field));
		else if (value > lateTermsLimit[field]) refusals.push(refusal(code, field, { limit: lateTermsLimit[field] / 100 }));
	};
	check('fineBasisPoints', 'fine_too_high');
	check('monthlyInterestBasisPoints', 'interest_too_high');
	return refusals;
}

export interface LateAmount {
	/** 0 while it can be paid without fee. */
	readonly daysLate: number;
	readonly fineCents: Cents;
	readonly interestCents: Cents;
	/** The open amount with fine and interest: what has to be paid on that day. */
	readonly totalCents: Cents;
}

/**
 * What is to be paid on `paidOn` of an open amount. Fine and interest are each rounded half up to the cent. Days are counted from the
 * day on which it could last be paid without fee: a due date on a non-business day moves to the next business day (decision 9.6), and
 * paying the day after that one is one day late. Banks that are told a rate count for themselves; a difference of a cent is theirs.
 */
export function lateAmount(
	openCents: Cents,
	dueOn: Day,
	paidOn: Day,
	terms: LateTerms,
	calendar: BankCalendar = nationalCalendar
): LateAmount {
	const daysLate = paidOn <= dueOn ? 0 : Math.max(0, daysBetween(calendar.next(dueOn), paidOn));
	if (daysLate === 0) return { daysLate, fineCents: 0, interestCents: 0, totalCents: openCents };
	const fineCents = ratioOf(openCents, terms.fineBasisPoints, 10_000);
	const interestCents = ratioOf(openCents, terms.monthlyInterestBasisPoints * daysLate, 10_000 * 30);
	return { daysLate, fineCents, interestCents, totalCents: openCents + fineCents + interestCents };
}

/** Interest of one day, half up: the amount that slips and bank files carry ("juros por dia"). */
export function interestPerDay(cents: Cents, terms: LateTerms): Cents {
	return ratioOf(cents, terms.monthlyInterestBasisPoints, 10_000 * 30);
}
