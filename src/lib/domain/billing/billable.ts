import { addDays, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { monthOf, type Competence } from './competence.ts';
import type { PricedPeriod } from './pro-rata.ts';

/** Days on which nothing may be charged, both included; open-ended while `to` is null. */
export interface UnbilledPeriod {
	readonly from: Day;
	readonly to: Day | null;
	/**
	 * `temporary`: at the customer's request, nothing is billed (decision 9.5). `debt`: blocked for debt; the RGC (Res. Anatel 765/2023)
	 * forbids charging for the time.
	 */
	readonly kind: 'temporary' | 'debt';
}

/** What billing needs to know of a subscription; days as stored, both ends included. */
export interface BillableFacts {
	readonly startedOn: Day;
	/** Last day of service; null while it runs. */
	readonly endedOn: Day | null;
	/** The price from each day on, `from` not necessarily in order; the earliest holds before its day too. At least one. */
	readonly prices: readonly { readonly from: Day; readonly monthlyCents: Cents }[];
	readonly unbilled: readonly UnbilledPeriod[];
}

/**
 * The days of a month that are billed, as runs of equal price: from the first day of service (first partial month) to the last (last
 * partial month), cut where the plan changes, without the days on which nothing may be charged. Empty when there is none.
 */
export function billablePeriods(facts: BillableFacts, competence: Competence): readonly PricedPeriod[] {
	const month = monthOf(competence);
	const prices = [...facts.prices].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
	const earliest = prices[0];
	if (!earliest) throw new RangeError('a subscription has a price');
	const first = facts.startedOn > month.first ? facts.startedOn : month.first;
	const last = facts.endedOn !== null && facts.endedOn < month.last ? facts.endedOn : month.last;
	if (first > last) return [];
	const unbilled = facts.unbilled.filter(({ from, to }) => from <= last && (to === null || to >= first));
	// Almost every subscription of almost every month: one price, nothing taken out. A run of 100,000 must not walk its days.
	if (unbilled.length === 0 && !prices.some(({ from }, i) => i > 0 && from > first && from <= last))
		return [{ from: first, to: last, monthlyCents: (prices.findLast((price) => price.from <= first) ?? earliest).monthlyCents }];
	const periods: { from: Day; to: Day; monthlyCents: Cents }[] = [];
	for (let day = first; day <= last; day = addDays(day, 1)) {
		if (unbilled.some(({ from, to }) => day >= from && (to === null || day <= to))) continue;
		const { monthlyCents } = prices.findLast((price) => price.from <= day) ?? earliest;
		const before = periods.at(-1);
		if (before && before.monthlyCents === monthlyCents && addDays(before.to, 1) === day) before.to = day;
		else periods.push({ from: day, to: day, monthlyCents });
	}
	return periods;
}
