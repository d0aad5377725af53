import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAmount, formatMoney, parseMoney } from './money.ts';

test.each([
	['1.234,56', 123456],
	['R$ 1.234,56', 123456],
	['r$10', 1000],
	['0,05', 5],
	['1234,5', 123450],
	['1.234', 123400],
	['1234.56', 123456],
	['1234.5', 123450],
	['-1,00', -100],
	['R$ -1,00', -100],
	['0', 0]
])('%s is %d cents', (text, cents) => expect(parseMoney(text)).toBe(cents));
test.each(['', 'abc', '1.23,4', '12.34.56', '1,234.56', '1,2,3', '--1', '1.2345', '1,234', '9'.repeat(20), ','])('%s is not read', (text) =>
	expect(parseMoney(text)).toBeNull()
);

test('formats', () => {
	expect(formatMoney(123456)).toBe('R$ 1.234,56');
	expect(formatMoney(123456789, 'en')).toBe('R$ 1,234,567.89');
	expect(formatMoney(-5)).toBe('-R$ 0,05');
	expect(formatAmount(0)).toBe('0,00');
	expect(() => formatMoney(0.5)).toThrow(RangeError);
});
test('what is formatted reads back', () => {
	fc.assert(
		fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
			expect(parseMoney(formatMoney(cents))).toBe(cents);
		})
	);
});
