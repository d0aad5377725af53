import { addCompetences, monthOf, type Competence } from '../billing/competence.ts';
import { isDay, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';

/** What a subscription costs a month from a day on. */
export interface SubscriptionPrice {
	readonly fromOn: Day;
	readonly monthlyCents: Cents;
}

const byDay = (prices: readonly SubscriptionPrice[]): readonly SubscriptionPrice[] =>
	[...prices].sort((a, b) => (a.fromOn < b.fromOn ? -1 : a.fromOn > b.fromOn ? 1 : 0));

/** The price in force on a day, as the invoice run counts it: the earliest holds before its own day too. Null where there is none. */
export function priceOn(prices: readonly SubscriptionPrice[], day: Day): Cents | null {
	const sorted = byDay(prices);
	return (sorted.findLast((price) => price.fromOn <= day) ?? sorted[0])?.monthlyCents ?? null;
}

/** Those that begin after a day, the next one first. */
export const pricesAfter = (prices: readonly SubscriptionPrice[], day: Day): readonly SubscriptionPrice[] =>
	byDay(prices).filter((price) => price.fromOn > day);

/**
 * The first day from which a new price may hold: a month that is on an invoice is billed once only, so a price for its days would never
 * be charged. `billed` is the newest such month; null: none.
 */
export function earliestPriceDay(startedOn: Day, billed: Competence | null): Day {
	const open = billed === null ? startedOn : monthOf(addCompetences(billed, 1)).first;
	return open > startedOn ? open : startedOn;
}

/** What is wrong with a new price. Of a price of 0 nothing is: a courtesy. */
export function checkPrice(price: SubscriptionPrice, startedOn: Day, billed: Competence | null): readonly Refusal[] {
	const refusals: Refusal[] = [];
	if (!Number.isSafeInteger(price.monthlyCents) || price.monthlyCents < 0) refusals.push(refusal('amount_invalid', 'monthlyCents'));
	const earliest = earliestPriceDay(startedOn, billed);
	if (!isDay(price.fromOn)) refusals.push(refusal('day_invalid', 'fromOn'));
	else if (price.fromOn < startedOn) refusals.push(refusal('price_before_start', 'fromOn', { day: startedOn }));
	else if (price.fromOn < earliest) refusals.push(refusal('price_billed_already', 'fromOn', { day: earliest }));
	return refusals;
}

/** What becomes of the stored prices: a row for the day, or none where the same price would hold there anyway. */
export function planPrice(
	stored: readonly SubscriptionPrice[],
	price: SubscriptionPrice
): { readonly keep: boolean; readonly after: readonly SubscriptionPrice[] } {
	const others = stored.filter((one) => one.fromOn !== price.fromOn);
	// Only a price from before says what would hold: the earliest one is always kept, for nothing would stand in for it.
	const before = byDay(others).findLast((one) => one.fromOn < price.fromOn);
	const keep = before?.monthlyCents !== price.monthlyCents;
	return { keep, after: keep ? byDay([...others, price]) : byDay(others) };
}
