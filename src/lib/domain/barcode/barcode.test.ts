import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawBarcode, slipBarcode } from './drawing.ts';
import { interleaved2of5 } from './interleaved.ts';

const even = fc.stringMatching(/^([0-9]{2}){1,30}$/);
/** ISO/IEC 16390, written the other way round: which two of the five elements are wide, weights 1, 2, 4, 7, 0. */
const digitOf = (wide: readonly boolean[]) => [1, 2, 4, 7, 0].reduce((sum, weight, i) => sum + (wide[i] ? weight : 0), 0) % 11;

/** What a scanner would read from widths, or null. It knows the start and the stop and the weights, and not our table. */
function scan(widths: readonly number[]): string | null {
	const narrow = Math.min(...widths);
	const wide = widths.map((width) => width > narrow * 1.5);
	if (wide.slice(0, 4).some(Boolean) || wide.slice(-3).join() !== 'true,false,false' || (widths.length - 7) % 10 !== 0) return null;
	let out = '';
	for (let i = 4; i < widths.length - 3; i += 10) {
		for (const offset of [0, 1]) {
			const five = [0, 2, 4, 6, 8].map((n) => wide[i + offset + n] ?? false);
			if (five.filter(Boolean).length !== 2) return null;
			out += String(digitOf(five));
		}
	}
	return out;
}

test('the pair 12 by hand: bars 1 = wide narrow narrow narrow wide, spaces 2 = narrow wide narrow narrow wide', () => {
	expect(interleaved2of5('12')).toEqual([1, 1, 1, 1, 3, 1, 1, 3, 1, 1, 1, 1, 3, 3, 3, 1, 1]);
});
test('any even number of digits is read back', () => {
	fc.assert(
		fc.property(even, (digits) => {
			expect(scan(interleaved2of5(digits))).toBe(digits);
		}),
		{ numRuns: 2_000 }
	);
});
test('other texts are an error', () => {
	for (const text of ['', '1', '123', '12a4', '1 23']) expect(() => interleaved2of5(text)).toThrow(RangeError);
});
test('a slip of 44 digits is 103 × 13 mm with 5 mm of white on either side, and its drawn bars are read back', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[0-9]{44}$/), (digits) => {
			const { widthMm, heightMm, path } = drawBarcode(digits);
			expect([widthMm, heightMm]).toEqual([113, 13]);
			const bars = [...path.matchAll(/M([\d.]+) 0H([\d.]+)V13H([\d.]+)Z/g)].map((m) => [Number(m[1]), Number(m[2]), Number(m[3])] as const);
			expect(bars.map(([from, to]) => `M${from} 0H${to}V13H${from}Z`).join('')).toBe(path);
			expect([bars[0]?.[0], bars.at(-1)?.[1]]).toEqual([5, 108]);
			const widths = bars.flatMap(([from, to], i) => (i === 0 ? [to - from] : [from - (bars[i - 1]?.[1] ?? 0), to - from]));
			expect(scan(widths)).toBe(digits);
			// 405 modules: 4 to start, 9 a digit, 5 to stop.
			expect(Math.abs(Math.min(...widths) - 103 / 405)).toBeLessThan(0.0002);
		}),
		{ numRuns: 500 }
	);
});
test('other sizes keep the proportions', () => {
	const { widthMm, path } = drawBarcode('12', { widthMm: 27, heightMm: 2, quietMm: 0 });
	expect(widthMm).toBe(27);
	expect(path).toBe('M0 0H1V2H0ZM2 0H3V2H2ZM4 0H7V2H4ZM8 0H9V2H8ZM12 0H13V2H12ZM14 0H15V2H14ZM16 0H19V2H16ZM22 0H25V2H22ZM26 0H27V2H26Z');
	expect(slipBarcode.quietMm).toBeGreaterThan((10 * 103) / 405);
});
