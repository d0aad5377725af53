import { isBusinessDay } from './business-day.ts';
import { addDays, dayNumber, isDay, weekday, type Day } from './day.ts';

/**
 * Holidays of a state or municipality, which the national table cannot know: FEBRABAN moves a due date on a municipal holiday as
 * well. `once` are days (a decree for this year), `everyYear` are `MM-DD` (the patron saint's day).
 */
export interface LocalHolidays {
	readonly once: readonly Day[];
	readonly everyYear: readonly string[];
}

/** The days on which the bank at the place of payment is open, and the moves between them. */
export interface BankCalendar {
	isBusinessDay(day: Day): boolean;
	/** The day itself when it is a business day, else the first one after it (Lei 7.089/1983 art. 1: no fee for the wait). */
	next(day: Day): Day;
	/** The day itself when it is a business day, else the last one before it. */
	previous(day: Day): Day;
	/** `count` business days later (earlier when negative); 0 is `next`. */
	add(day: Day, count: number): Day;
	/** How many business days lie after `from`, up to and with `to`; 0 when `to` is not later. */
	between(from: Day, to: Day): number;
}

/** A year without one business day is no calendar but a mistake in the table. */
const searchLimit = 366;

/** National bank holidays and, where given, those of the place. Throws a RangeError when `local` names something that is no day. */
export function bankCalendar(local: LocalHolidays = { once: [], everyYear: [] }): BankCalendar {
	for (const day of local.once) if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
	// 2000 was a leap year, so 29 February may be named.
	for (const monthDay of local.everyYear) if (!isDay(`2000-${monthDay}`)) throw new RangeError(`not a day of the year: ${monthDay}`);
	const once = new Set(local.once);
	const yearly = new Set(local.everyYear);
	const open = (day: Day): boolean => isBusinessDay(day) && !once.has(day) && !yearly.has(day.slice(5));
	const search = (day: Day, step: 1 | -1): Day => {
		for (let tried = 0, candidate = day; tried <= searchLimit; tried++, candidate = addDays(candidate, step))
			if (open(candidate)) return candidate;
		throw new RangeError(`no business day within a year of ${day}`);
	};
	const next = (day: Day) => search(day, 1);
	return {
		isBusinessDay: open,
		next,
		previous: (day) => search(day, -1),
		add(day, count) {
			let at = next(day);
			if (count < 0) at = search(day, -1);
			for (let left = Math.abs(count); left > 0; left--) at = search(addDays(at, Math.sign(count)), count < 0 ? -1 : 1);
			return at;
		},
		between(from, to) {
			let count = 0;
			for (let at = dayNumber(from) + 1, day = addDays(from, 1); at <= dayNumber(to); at++, day = addDays(day, 1)) if (open(day)) count++;
			return count;
		}
	};
}

/** The national calendar, for a branch that has entered no holidays of its own. */
export const nationalCalendar: BankCalendar = bankCalendar();

/** Why a bank is closed: shown next to a due date that moved. */
export type ClosedReason = 'weekend' | 'national' | 'local';

/** Null on a business day. A holiday on a Sunday is a weekend: nothing moves because of it. */
export function whyClosed(day: Day, calendar: BankCalendar): ClosedReason | null {
	if (calendar.isBusinessDay(day)) return null;
	const onWeekday = weekday(day);
	if (onWeekday === 0 || onWeekday === 6) return 'weekend';
	return isBusinessDay(day) ? 'local' : 'national';
}
