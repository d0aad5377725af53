import { addMonths, dayFromNumber, dayNumber, makeDay, parts } from '#lib/domain/day/day.ts';
import { lastDayToPay } from '#lib/domain/invoice/balance.ts';
import type { World } from './world.ts';

export const dueDays = [5, 10, 15, 20, 25];

/** One due date of one month, the same for all customers who have it. */
export interface Due {
	/** Day numbers: printed on the invoice, last day without fee, day of issue. */
	readonly on: number;
	readonly last: number;
	readonly issued: number;
	readonly overdue: boolean;
}

/** A year back from this month, and the next month, whose first invoices are out already. */
export const months = Array.from({ length: 13 }, (_, i) => i - 11);

const calendars = new WeakMap<World, ReadonlyMap<number, Due>>();

export function dueOf(world: World, month: number, dueDay: number): Due {
	let calendar = calendars.get(world);
	if (!calendar) calendars.set(world, (calendar = makeCalendar(world)));
	const due = calendar.get(month * 100 + dueDay);
	if (!due) throw new RangeError(`no due date in month ${month} on day ${dueDay}`);
	return due;
}

function makeCalendar(world: World): ReadonlyMap<number, Due> {
	const [year, thisMonth] = parts(world.today);
	const calendar = new Map<number, Due>();
	for (const month of months) {
		const [y, m] = parts(addMonths(makeDay(year, thisMonth, 1), month));
		for (const date of dueDays) {
			const on = dayNumber(makeDay(y, m, date));
			const last = dayNumber(lastDayToPay(dayFromNumber(on)));
			calendar.set(month * 100 + date, { on, last, issued: on - 12, overdue: last < world.todayNumber });
		}
	}
	return calendar;
}

/** Is a month billed to somebody who was there from one day to another? Not the first weeks, not after leaving. */
export function isBilled(from: number, to: number | null, due: Due): boolean {
	return due.on >= from + 25 && (to === null || due.on <= to + 5);
}
