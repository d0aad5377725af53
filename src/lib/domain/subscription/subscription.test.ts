import { describe, expect, test } from 'vitest';
import { checkDueDay } from './due-day.ts';
import { checkPrice, earliestPriceDay, planPrice, priceOn, pricesAfter } from './price.ts';

const prices = [
	{ fromOn: '2026-06-01', monthlyCents: 10_990 },
	{ fromOn: '2025-03-10', monthlyCents: 9990 },
	{ fromOn: '2027-01-01', monthlyCents: 11_990 }
];

test('the price of a day is the last one that began; before all of them the earliest', () => {
	expect(priceOn(prices, '2026-05-31')).toBe(9990);
	expect(priceOn(prices, '2026-06-01')).toBe(10_990);
	expect(priceOn(prices, '2030-01-01')).toBe(11_990);
	expect(priceOn(prices, '2020-01-01')).toBe(9990);
	expect(priceOn([], '2026-01-01')).toBeNull();
	expect(pricesAfter(prices, '2026-06-01')).toEqual([prices[2]]);
});

describe('a new price', () => {
	test('holds from the first month that is not billed yet', () => {
		expect(earliestPriceDay('2025-03-10', null)).toBe('2025-03-10');
		expect(earliestPriceDay('2025-03-10', '2026-11')).toBe('2026-12-01');
		expect(earliestPriceDay('2026-12-15', '2026-11')).toBe('2026-12-15');
		expect(earliestPriceDay('2025-03-10', '2026-12')).toBe('2027-01-01');
	});
	test.each([
		['2026-11-30', 9990, 'price_billed_already', 'fromOn'],
		['2025-03-09', 9990, 'price_before_start', 'fromOn'],
		['2026-02-30', 9990, 'day_invalid', 'fromOn'],
		['2026-12-01', -1, 'amount_invalid', 'monthlyCents'],
		['2026-12-01', 99.9, 'amount_invalid', 'monthlyCents']
	])('from %s on, %d cents: %s', (fromOn, monthlyCents, code, field) =>
		expect(checkPrice({ fromOn, monthlyCents }, '2025-03-10', '2026-11')).toMatchObject([{ code, field }])
	);
	test('may be nothing, and may lie ahead', () => {
		expect(checkPrice({ fromOn: '2026-12-01', monthlyCents: 0 }, '2025-03-10', '2026-11')).toEqual([]);
		expect(checkPrice({ fromOn: '2027-06-01', monthlyCents: 1 }, '2025-03-10', null)).toEqual([]);
	});
	test('that holds on its day anyway is not written; the one that stood there goes', () => {
		expect(planPrice(prices, { fromOn: '2026-08-01', monthlyCents: 10_990 })).toMatchObject({ keep: false, after: { length: 3 } });
		expect(planPrice(prices, { fromOn: '2027-01-01', monthlyCents: 10_990 }).after.map((one) => one.fromOn)).toEqual([
			'2025-03-10',
			'2026-06-01'
		]);
		expect(planPrice(prices, { fromOn: '2027-01-01', monthlyCents: 12_990 })).toMatchObject({ keep: true, after: { length: 3 } });
		expect(planPrice([], { fromOn: '2027-01-01', monthlyCents: 0 })).toMatchObject({ keep: true, after: { length: 1 } });
	});
});

test.each([
	[1, true],
	[28, true],
	[0, false],
	[29, false],
	[5.5, false]
])('due day %d: %s', (dueDay, right) => expect(checkDueDay(dueDay) === null).toBe(right));
