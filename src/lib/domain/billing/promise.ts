import { nationalCalendar, type BankCalendar } from '../day/bank-calendar.ts';
import { addDays, isDay, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';

/** Promise to pay: the customer says until when; suspension waits for it (decision 9.4). */
export interface PaymentPromise {
	readonly madeOn: Day;
	readonly promisedOn: Day;
	readonly amountCents: Cents;
	/** Taken back by whoever noted it; null while it stands. */
	readonly withdrawnOn: Day | null;
}

/** How the provider lets promises be made. */
export interface PromiseRule {
	/** Farthest day, in days from the day it is made. */
	readonly daysLimit: number;
	/** How many broken ones within `withinDays` close the door. */
	readonly brokenLimit: number;
	readonly withinDays: number;
}
export const usualPromiseRule: PromiseRule = { daysLimit: 10, brokenLimit: 2, withinDays: 180 };

export type PromiseState = 'open' | 'kept' | 'broken' | 'withdrawn';

/** Last day on which a payment keeps the promise: promised for a Sunday, it may be paid on Monday. */
export function promiseHoldsUntil(promise: Pick<PaymentPromise, 'promisedOn'>, calendar: BankCalendar = nationalCalendar): Day {
	return calendar.next(promise.promisedOn);
}

/** State seen from `today`; `payments` are those of the customer, with the day on which they were made. */
export function promiseState(
	promise: PaymentPromise,
	payments: readonly { readonly paidOn: Day; readonly cents: Cents }[],
	today: Day,
	calendar: BankCalendar = nationalCalendar
): PromiseState {
	if (promise.withdrawnOn !== null) return 'withdrawn';
	const until = promiseHoldsUntil(promise, calendar);
	const paid = payments
		.filter(({ paidOn }) => paidOn >= promise.madeOn && paidOn <= until)
		.reduce((sum, payment) => sum + payment.cents, 0);
	if (paid >= promise.amountCents) return 'kept';
	return today > until ? 'broken' : 'open';
}

/** May this promise be made today? `earlier` are the customer's others with their state. */
export function checkPromise(
	promise: Pick<PaymentPromise, 'promisedOn' | 'amountCents'>,
	earlier: readonly { readonly promise: PaymentPromise; readonly state: PromiseState }[],
	rule: PromiseRule,
	today: Day
): readonly Refusal[] {
	const refusals: Refusal[] = [];
	if (!Number.isSafeInteger(promise.amountCents) || promise.amountCents < 1) refusals.push(refusal('amount_invalid', 'amountCents'));
	if (!isDay(promise.promisedOn)) refusals.push(refusal('day_invalid', 'promisedOn'));
	else if (promise.promisedOn < today) refusals.push(refusal('day_in_past', 'promisedOn'));
	else if (promise.promisedOn > addDays(today, rule.daysLimit))
		refusals.push(refusal('promise_too_far', 'promisedOn', { limit: rule.daysLimit }));
	if (earlier.some(({ state }) => state === 'open')) refusals.push(refusal('promise_open_already'));
	const since = addDays(today, -rule.withinDays);
	const broken = earlier.filter(({ promise: other, state }) => state === 'broken' && other.promisedOn >= since).length;
	if (broken >= rule.brokenLimit) refusals.push(refusal('promises_broken', undefined, { count: broken }));
	return refusals;
}
