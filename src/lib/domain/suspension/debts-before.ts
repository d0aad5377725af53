import { nationalCalendar, type BankCalendar } from '../day/bank-calendar.ts';
import { addDays, type Day } from '../day/day.ts';

/**
 * An invoice is overdue on `day` when it was due before the answer. Due on a Saturday it can be paid without fee until Monday (decision 9.6),
 * so on Monday it is not; what the database compares are days as printed. Of the days `d` with `lastDayToPay(d) < day`, the day after
 * the latest: that is the last business day before `day`.
 */
export function debtsBefore(day: Day, calendar: BankCalendar = nationalCalendar): Day {
	return addDays(calendar.previous(addDays(day, -1)), 1);
}
