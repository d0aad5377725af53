import { lastDayToPay } from '#lib/domain/invoice/balance.ts';
import { addMonths, dayFromNumber, dayNumber, makeDay, parts } from '#lib/domain/day/day.ts';
import { plans } from './catalogue.ts';
import type { Outline } from './outline.ts';
import { chance, count, int, pick, type Random } from './random.ts';
import type { World } from './world.ts';

export interface DemoSubscription {
	readonly plan: number;
	readonly status: 'active' | 'suspended' | 'cancelled';
	readonly priceCents: number;
	/** Day numbers. */
	readonly started: number;
	readonly ended: number | null;
}

export interface Billing {
	readonly dueDay: number;
	readonly subscriptions: readonly DemoSubscription[];
	/** Invoices that fell due before this month (number of `months`) are paid; those from it on are not. Infinity: pays. */
	readonly unpaidFrom: number;
	/** Days from the due date on which the customer usually pays. */
	readonly habit: number;
}

const dueDays = [5, 10, 15, 20, 25];

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

export function billingOf(world: World, outline: Outline): Billing {
	const random = world.random('billing', outline.n);
	const dueDay = pick(random, dueDays);
	const howMany = count(random, [0, 0.87, 0.11, 0.02]);
	const unpaidFrom = outline.active && chance(random, 0.082) ? debtFrom(world, outline, random, dueDay) : Infinity;
	const suspended = unpaidFrom !== Infinity && world.todayNumber - dueOf(world, unpaidFrom, dueDay).last > 20;
	return {
		dueDay,
		unpaidFrom,
		habit: count(random, [0.04, 0.1, 0.16, 0.24, 0.32, 0.08, 0.06]) - 4,
		subscriptions: Array.from({ length: howMany }, (_, k) => subscription(world, outline, random, k, suspended))
	};
}

/** Since which month a delinquent customer owes: one to three invoices that are overdue. Infinity when none can be. */
function debtFrom(world: World, outline: Outline, random: Random, dueDay: number): number {
	const overdue = months.filter((m) => dueOf(world, m, dueDay).overdue && isBilled(outline.registered, null, dueOf(world, m, dueDay)));
	const owes = Math.min(overdue.length, 1 + count(random, [0.55, 0.3, 0.15]));
	return owes === 0 ? Infinity : (overdue[overdue.length - owes] ?? Infinity);
}

/** Is a month billed to somebody who was there from one day to another? Not the first weeks, not after leaving. */
export function isBilled(from: number, to: number | null, due: Due): boolean {
	return due.on >= from + 25 && (to === null || due.on <= to + 5);
}

function subscription(world: World, outline: Outline, random: Random, k: number, suspended: boolean): DemoSubscription {
	const plan = pickPlan(random, outline.legal);
	const price = plans[plan]?.priceCents ?? 0;
	// The first was installed within days, a second one some day since.
	const end = outline.left ?? world.todayNumber;
	const started = k === 0 ? Math.min(outline.registered + int(random, 0, 6), end - 1) : int(random, outline.registered, end - 1);
	return {
		plan,
		status: outline.left !== null ? 'cancelled' : suspended ? 'suspended' : 'active',
		priceCents: chance(random, 0.15) ? price - 1000 : price,
		started,
		ended: outline.left
	};
}

function pickPlan(random: Random, legal: boolean): number {
	let left = random() * 10_000;
	for (const [n, plan] of plans.entries()) {
		left -= legal ? plan.legal : plan.natural;
		if (left < 0) return n;
	}
	return legal ? plans.length - 1 : 2;
}
