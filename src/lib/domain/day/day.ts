import type { Language } from '../money.ts';

/**
 * A calendar day, `YYYY-MM-DD`, without a time zone. Strings in this form compare as days do.
 * All arithmetic is on day numbers, never on `Date`: midnight does not exist on every day in every zone.
 */
export type Day = string;

/** True for a day that exists: `2026-02-29` does not. Years 0001 to 9999. */
export function isDay(text: string): text is Day {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (!match) return false;
	const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
	return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
}

/** `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 (negative before). */
export function dayNumber(day: Day): number {
	const [year, month, date] = parts(day);
	// Years begin in March here, so that the leap day comes last and months follow one formula.
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
	return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

export function dayFromNumber(number: number): Day {
	const z = number + 719468;
	const era = Math.floor(z / 146097);
	const dayOfEra = z - era * 146097;
	const yearOfEra = Math.floor(
		(dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const shifted = Math.floor((5 * dayOfYear + 2) / 153);
	const month = shifted < 10 ? shifted + 3 : shifted - 9;
	return makeDay(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1);
}

/** The day with these numbers, `month` 1 to 12. Throws when there is no such day. */
export function makeDay(year: number, month: number, date: number): Day {
	const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
	if (!isDay(day)) throw new RangeError(`no such day: ${day}`);
	return day;
}

export function addDays(day: Day, days: number): Day {
	return dayFromNumber(dayNumber(day) + days);
}

/** The same date `months` later, or the last day of that month: 31 January + 1 month = 28 February. */
export function addMonths(day: Day, months: number): Day {
	const [year, month, date] = parts(day);
	const index = year * 12 + month - 1 + months;
	const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
	return makeDay(y, m, Math.min(date, daysInMonth(y, m)));
}

/** How many days `to` lies after `from`; negative when before. */
export function daysBetween(from: Day, to: Day): number {
	return dayNumber(to) - dayNumber(from);
}

/** Age in days of something dated `day`, seen from `today`. */
export function ageInDays(day: Day, today: Day): number {
	return daysBetween(day, today);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(day: Day): number {
	return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

/** Year, month (1–12) and date. */
export function parts(day: Day): readonly [year: number, month: number, date: number] {
	if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
	return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `21/11/2026`; in English `21 Nov 2026`, because 11/21 and 21/11 would be confused in a Brazilian office. */
export function formatDay(day: Day, language: Language = 'pt-BR'): string {
	const [year, month, date] = parts(day);
	if (language === 'en') return `${date} ${englishMonths[month - 1]} ${year}`;
	return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** `21/11/2026`, `21-11-26`, `21112026`, `2026-11-21` → the day; null when it cannot be read. Two-digit years: 1950–2049. */
export function parseDay(text: string): Day | null {
	const typed = text.trim();
	if (isDay(typed)) return typed;
	const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed);
	if (!match) return null;
	const [, date = '', month = '', year = ''] = match;
	const whole = year.length === 4 ? year : (Number(year) < 50 ? '20' : '19') + year;
	const day = `${whole}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
	return isDay(day) ? day : null;
}
