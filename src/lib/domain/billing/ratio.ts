import type { Cents } from '../money.ts';

/**
 * `cents × numerator / denominator`, rounded half up to whole cents: exact, where floating point would lose the half (1.005 × 100 is
 * 100.49999…). All three are whole numbers ≥ 0, `denominator` > 0; anything else is a mistake of the caller and throws.
 */
export function ratioOf(cents: Cents, numerator: number, denominator: number): Cents {
	for (const value of [cents, numerator, denominator])
		if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole number ≥ 0: ${value}`);
	if (denominator === 0) throw new RangeError('nothing can be divided by 0');
	const [a, b] = [BigInt(cents) * BigInt(numerator), BigInt(denominator)];
	return toCents((2n * a + b) / (2n * b));
}

/** A `bigint` of cents as a number; throws when it is beyond what a number holds exactly (90 trillion reais). */
export function toCents(cents: bigint): Cents {
	const number = Number(cents);
	if (!Number.isSafeInteger(number)) throw new RangeError(`too much money: ${cents}`);
	return number;
}
