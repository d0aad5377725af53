import { expect, test } from 'vitest';
import { dayFromNumber } from '#lib/domain/day/day.ts';
import { lastDayToPay } from '#lib/domain/invoice/balance.ts';
import { billingOf } from './billing.ts';
import { debtOf, statusOf } from './debts.ts';
import { invoices } from './invoices.ts';
import { outlineOf } from './outline.ts';
import { makeWorld } from './world.ts';

const world = makeWorld({ customers: 3000, seed: 7, today: '2026-11-21' });
const all = Array.from({ length: world.customers }, (_, n) => {
	const billing = billingOf(world, outlineOf(world, n));
	return { ...billing, debt: debtOf(world, outlineOf(world, n), billing) };
});

test('a suspended plan has a suspension that came on its lawful day, with a notice and reasons; no other plan has one', () => {
	for (const { debt, subscriptions } of all) {
		if (subscriptions.some((plan) => statusOf(debt, plan) === 'suspended')) expect(debt.suspension).not.toBeNull();
		if (!debt.suspension) continue;
		const { on, date } = debt.suspension;
		expect(debt.notice!.provenOn + 15).toBeLessThanOrEqual(on);
		expect(dayFromNumber(on)).toBe(date.on);
		expect(on).toBeLessThan(world.todayNumber);
		expect(date.obstacles).toEqual([]);
		expect(date.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['overdue', 'legal_notice']));
	}
});

test('what it was suspended for is still owed', () => {
	const owing = new Map<string, string>();
	for (const { outline, paidMs, due } of invoices(world))
		if (paidMs === null && !owing.has(outline.id)) owing.set(outline.id, dayFromNumber(due));
	for (const [n, { debt }] of all.entries())
		if (debt.suspension) expect(lastDayToPay(owing.get(outlineOf(world, n).id)!) < dayFromNumber(debt.suspension.on)).toBe(true);
});

test('some wait for their lawful day, and some might be suspended now', () => {
	const count = (which: (one: (typeof all)[number]) => boolean) => all.filter(which).length;
	expect(count(({ debt }) => debt.suspension !== null)).toBeGreaterThan(30);
	expect(
		count(({ debt }) => debt.notice !== null && debt.suspension === null && debt.notice.provenOn < world.todayNumber - 40)
	).toBeGreaterThan(5);
	expect(count(({ debt, unpaidFrom }) => unpaidFrom !== Infinity && debt.notice === null)).toBeGreaterThan(10);
});
