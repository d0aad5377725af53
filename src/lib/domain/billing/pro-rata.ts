import { daysBetween, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { monthOf, type Competence } from './competence.ts';
import { roundTogether } from './split.ts';

/** Days of a month at one price, first and last day included. */
export interface PricedPeriod {
	readonly from: Day;
	readonly to: Day;
	/** Price of the whole month. */
	readonly monthlyCents: Cents;
}

export interface ProRataPart extends PricedPeriod {
	readonly days: number;
	readonly cents: Cents;
}

/**
 * What the periods of one month cost: a day is worth price ÷ days of that month, so a whole month costs its price, in February too.
 * The parts together are the exact sum rounded half up (one part alone is rounded half up itself), so the items of an invoice always
 * add up to its total. Throws a RangeError for periods outside the month or lying on each other.
 */
export function proRata(competence: Competence, periods: readonly PricedPeriod[]): readonly ProRataPart[] {
	const month = monthOf(competence);
	let after = '';
	for (const { from, to } of [...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) {
		if (from < month.first || to > month.last || to < from) throw new RangeError(`${from} to ${to} is no period of ${competence}`);
		if (from <= after) throw new RangeError(`two periods of ${competence} have ${from}`);
		after = to;
	}
	const counted = periods.map((period) => ({ ...period, days: daysBetween(period.from, period.to) + 1 }));
	const cents = roundTogether(counted.map(({ monthlyCents, days }) => ({ cents: monthlyCents, numerator: days, denominator: month.days })));
	return counted.map((part, i) => ({ ...part, cents: cents[i] ?? 0 }));
}
