import { addDays, addMonths, daysInMonth, isDay, makeDay, parts, type Day } from '../day/day.ts';

/** Competência: the month that is billed, `YYYY-MM`. Compares as months do. */
export type Competence = string;

export function isCompetence(text: string): text is Competence {
	return /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`);
}

/** First and last day of the month. Throws a RangeError on what is no month. */
export function monthOf(competence: Competence): { readonly first: Day; readonly last: Day; readonly days: number } {
	if (!isCompetence(competence)) throw new RangeError(`not a month: ${competence}`);
	const [year, month] = parts(`${competence}-01`);
	const days = daysInMonth(year, month);
	return { first: `${competence}-01`, last: makeDay(year, month, days), days };
}

export function competenceOf(day: Day): Competence {
	if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
	return day.slice(0, 7);
}

export function addCompetences(competence: Competence, months: number): Competence {
	return addMonths(monthOf(competence).first, months).slice(0, 7);
}

/** Day of the month on which invoices fall due: 1 to 31. */
export function isDueDay(dueDay: number): boolean {
	return Number.isInteger(dueDay) && dueDay >= 1 && dueDay <= 31;
}

/**
 * The due date of a due day in a month: the 31st is the 30th in April and the 28th or 29th in February. The due day itself is kept,
 * so March is on the 31st again. Printed as it is; a non-business day only moves the last day to pay (decision 9.6).
 */
export function dueDateIn(month: Competence, dueDay: number): Day {
	if (!isDueDay(dueDay)) throw new RangeError(`not a due day: ${dueDay}`);
	const { first, days } = monthOf(month);
	return addDays(first, Math.min(dueDay, days) - 1);
}

/** The first due date that is not before `from`. */
export function nextDueDate(dueDay: number, from: Day): Day {
	const inThisMonth = dueDateIn(competenceOf(from), dueDay);
	return inThisMonth >= from ? inThisMonth : dueDateIn(addCompetences(competenceOf(from), 1), dueDay);
}
