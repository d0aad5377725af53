import type { Cents } from '../money.ts';
import { toCents } from './ratio.ts';

/** A part of an exact sum: `cents × numerator / denominator` of money, before rounding. Whole numbers ≥ 0. */
export interface ExactPart {
	readonly cents: Cents;
	readonly numerator: number;
	readonly denominator: number;
}

/**
 * Rounds parts so that they add up: their sum is the exact sum rounded half up, and each part is its exact value rounded down or up.
 * Spare cents go to the largest remainders, the earlier part first where they are equal, so the same parts always round the same way.
 */
export function roundTogether(parts: readonly ExactPart[]): readonly Cents[] {
	// One denominator for all keeps every comparison exact.
	const common = parts.reduce((product, part) => leastMultiple(product, BigInt(part.denominator)), 1n);
	const exact = parts.map((part) => (BigInt(part.cents) * BigInt(part.numerator) * common) / BigInt(part.denominator));
	const floors = exact.map((value) => value / common);
	const total = (2n * exact.reduce((sum, value) => sum + value, 0n) + common) / (2n * common);
	let spare = Number(total - floors.reduce((sum, value) => sum + value, 0n));
	const byRemainder = exact
		.map((value, index) => ({ index, rest: value % common }))
		.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
	const out = floors.map(toCents);
	for (const { index } of byRemainder) if (spare-- > 0) out[index] = (out[index] ?? 0) + 1;
	return out;
}

/** An amount in `count` parts that differ by one cent at most and add up to it; the earlier parts are the larger ones. */
export function equalParts(cents: Cents, count: number): readonly Cents[] {
	if (!Number.isSafeInteger(cents) || cents < 0 || !Number.isSafeInteger(count) || count < 1)
		throw new RangeError(`${cents} cents cannot be split in ${count}`);
	const [each, spare] = [Math.floor(cents / count), cents % count];
	return Array.from({ length: count }, (_, i) => (i < spare ? each + 1 : each));
}

function leastMultiple(a: bigint, b: bigint): bigint {
	let [x, y] = [a, b];
	while (y > 0n) [x, y] = [y, x % y];
	return (a / x) * b;
}
