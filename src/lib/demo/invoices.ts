import { addMonths, dayFromNumber, makeDay, parts } from '#lib/domain/day/day.ts';
import { billingOf, type Billing, type DemoSubscription } from './billing.ts';
import { dueOf, isBilled, months, type Due } from './calendar.ts';
import { demoId } from './ids.ts';
import { outlineOf, type Outline } from './outline.ts';
import { chance, int } from './random.ts';
import { dayMs, instantOf, type World } from './world.ts';

export interface DemoInvoice {
	readonly id: string;
	readonly outline: Outline;
	readonly number: number;
	/** Day number. */
	readonly due: number;
	readonly amountCents: number;
	readonly createdMs: number;
	readonly paidMs: number | null;
	/** Of the amount, without fees. */
	readonly paidCents: number | null;
	/** Fine and interest paid with it. */
	readonly lateCents: number;
	/** Month of the service, `2026-11`: that before the due date's. */
	readonly competence: string;
	/** The customer's k-th subscription, each for the whole month. */
	readonly items: readonly { readonly k: number; readonly subscription: DemoSubscription }[];
}

/** A year of invoices, month by month as the billing run of each month made them, so that numbers rise with time. */
export function* invoices(world: World): Generator<DemoInvoice> {
	let number = 0;
	for (const month of months) {
		for (let n = 0; n < world.customers; n++) {
			const outline = outlineOf(world, n);
			const billing = billingOf(world, outline);
			const due = dueOf(world, month, billing.dueDay);
			const items = billing.subscriptions
				.map((subscription, k) => ({ k, subscription }))
				.filter(({ subscription: { started, ended } }) => isBilled(started, ended, due));
			const amountCents = items.reduce((sum, { subscription }) => sum + subscription.priceCents, 0);
			// The run works at night, a few milliseconds for each.
			const createdMs = instantOf(due.issued, 2) + Math.floor((n / world.customers) * 3 * 3_600_000);
			if (amountCents === 0 || createdMs >= world.cutoffMs) continue;
			number++;
			const paid = payment(world, outline, billing, month, due, amountCents);
			yield {
				id: demoId(world.seed, 'invoice', number, createdMs),
				outline,
				number,
				due: due.on,
				amountCents,
				createdMs,
				paidMs: paid?.ms ?? null,
				paidCents: paid === null ? null : amountCents,
				lateCents: (paid?.cents ?? amountCents) - amountCents,
				competence: monthBefore(due),
				items
			};
		}
	}
}

function monthBefore(due: Due): string {
	const [year, month] = parts(dayFromNumber(due.on));
	return addMonths(makeDay(year, month, 1), -1).slice(0, 7);
}

function payment(
	world: World,
	outline: Outline,
	billing: Billing,
	month: number,
	due: Due,
	amountCents: number
): { ms: number; cents: number } | null {
	if (month >= billing.unpaidFrom) return null;
	const random = world.random('payment', outline.n * 16 + month + 11);
	let day = due.on + billing.habit + int(random, -1, 1);
	const yesterday = world.todayNumber - 1;
	if (day > yesterday) {
		// Whoever pays is never overdue; who still has time has mostly not paid yet.
		if (!due.overdue)
			return chance(random, 0.1) && due.issued < yesterday ? { ms: moment(random(), due.issued + 1), cents: amountCents } : null;
		day = Math.min(due.last, yesterday);
	}
	day = Math.max(day, due.issued + 1);
	return { ms: moment(random(), day), cents: amountCents + fees(amountCents, day - due.last) };
}

/** Fine of 2 % and interest of 1 % a month pro rata, as the law allows. */
function fees(amountCents: number, daysLate: number): number {
	return daysLate <= 0 ? 0 : Math.round(amountCents * 0.02) + Math.round((amountCents * 0.01 * daysLate) / 30);
}

function moment(fraction: number, day: number): number {
	return instantOf(day, 0) + Math.floor((0.3 + 0.6 * fraction) * dayMs);
}
