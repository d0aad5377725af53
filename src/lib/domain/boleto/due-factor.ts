import { addDays, dayNumber, type Day } from '../day/day.ts';

/** First day with a factor of four significant digits, 1000. */
const firstDay: Day = '2000-07-03';
const first = dayNumber(firstDay);
/** Factors 1000 to 9999. After 9999 (2025-02-21) comes 1000 again, and so every 9000 days (FEBRABAN; next time in 2049). */
const cycle = 9000;

/**
 * Fator de vencimento, 1000 to 9999: days since 1997-10-07 (Carta-Circular BCB 2.926/2000), which begin again at 1000 on
 * 2025-02-22. Throws a RangeError for a day before 2000-07-03.
 */
export function dueFactor(dueOn: Day): number {
	const days = dayNumber(dueOn) - first;
	if (days < 0) throw new RangeError(`no due factor before ${firstDay}: ${dueOn}`);
	return 1000 + (days % cycle);
}

/** How far ahead of today a slip may be due to be taken for one of the future (FEBRABAN's window). */
const ahead = 5500;

/**
 * The day that a factor means, seen from `today`: each factor stands for one day in every 9000. FEBRABAN takes 3000 days
 * back and 5500 ahead; of the 499 between, which it leaves out, an old slip is likelier than one due in fifteen years.
 * Throws a RangeError for anything but 1000 to 9999.
 */
export function dueDay(factor: number, today: Day): Day {
	if (!Number.isInteger(factor) || factor < 1000 || factor > 9999) throw new RangeError(`not a due factor: ${factor}`);
	const offset = factor - 1000;
	const era = Math.floor((dayNumber(today) - first + ahead - offset) / cycle);
	return addDays(firstDay, offset + Math.max(0, era) * cycle);
}
