import { addDays, makeDay, parts, weekday, type Day } from './day.ts';

/** Easter Sunday of a year (Gregorian; Meeus, Jones, Butcher). The movable holidays count from it. */
export function easter(year: number): Day {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
	const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const n = h + l - 7 * m + 114;
	return makeDay(year, Math.floor(n / 31), (n % 31) + 1);
}

/**
 * Days of a year on which no bank settles anywhere in Brazil, weekends apart, in order: the national holidays (Lei
 * 662/1949, 6.802/1980, 14.759/2023) and Carnival Monday and Tuesday and Corpus Christi, which are no banking days
 * (Res. CMN 4.880/2020). A boleto due on one of them is paid on the next business day without fee.
 */
export function holidays(year: number): readonly Day[] {
	const sunday = easter(year);
	const days = [
		makeDay(year, 1, 1),
		addDays(sunday, -48), // Carnival Monday
		addDays(sunday, -47), // Carnival Tuesday
		addDays(sunday, -2), // Good Friday
		makeDay(year, 4, 21),
		makeDay(year, 5, 1),
		addDays(sunday, 60), // Corpus Christi
		makeDay(year, 9, 7),
		makeDay(year, 10, 12),
		makeDay(year, 11, 2),
		makeDay(year, 11, 15),
		makeDay(year, 12, 25)
	];
	// Consciência Negra is a national holiday since 2024.
	if (year >= 2024) days.push(makeDay(year, 11, 20));
	return days.sort();
}

const cache = new Map<number, ReadonlySet<Day>>();

export function isBusinessDay(day: Day): boolean {
	const onWeekday = weekday(day);
	if (onWeekday === 0 || onWeekday === 6) return false;
	const [year] = parts(day);
	let ofYear = cache.get(year);
	if (!ofYear) cache.set(year, (ofYear = new Set(holidays(year))));
	return !ofYear.has(day);
}

/** The day itself when it is a business day, else the first one after it (Lei 7.089/1983: no fee for the wait). */
export function nextBusinessDay(day: Day): Day {
	let candidate = day;
	while (!isBusinessDay(candidate)) candidate = addDays(candidate, 1);
	return candidate;
}
