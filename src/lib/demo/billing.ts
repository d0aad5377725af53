import { dueDays, dueOf, isBilled, months } from './calendar.ts';
import { plans } from './catalogue.ts';
import type { Outline } from './outline.ts';
import { chance, count, int, pick, type Random } from './random.ts';
import type { World } from './world.ts';

export interface DemoSubscription {
	readonly plan: number;
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

export function billingOf(world: World, outline: Outline): Billing {
	const random = world.random('billing', outline.n);
	const dueDay = pick(random, dueDays);
	const howMany = count(random, [0, 0.87, 0.11, 0.02]);
	const unpaidFrom = outline.active && chance(random, 0.082) ? debtFrom(world, outline, random, dueDay) : Infinity;
	return {
		dueDay,
		unpaidFrom,
		habit: count(random, [0.04, 0.1, 0.16, 0.24, 0.32, 0.08, 0.06]) - 4,
		subscriptions: Array.from({ length: howMany }, (_, k) => subscription(world, outline, random, k))
	};
}

/** Since which month a delinquent customer owes: one to three invoices that are overdue. Infinity when none can be. */
function debtFrom(world: World, outline: Outline, random: Random, dueDay: number): number {
	const overdue = months.filter((m) => dueOf(world, m, dueDay).overdue && isBilled(outline.registered, null, dueOf(world, m, dueDay)));
	const owes = Math.min(overdue.length, 1 + count(random, [0.55, 0.3, 0.15]));
	return owes === 0 ? Infinity : (overdue[overdue.length - owes] ?? Infinity);
}

function subscription(world: World, outline: Outline, random: Random, k: number): DemoSubscription {
	const plan = pickPlan(random, outline.legal);
	const price = plans[plan]?.priceCents ?? 0;
	// The first was installed within days, a second one some day since.
	const end = outline.left ?? world.todayNumber;
	const started = k === 0 ? Math.min(outline.registered + int(random, 0, 6), end - 1) : int(random, outline.registered, end - 1);
	return {
		plan,
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
