/** Σ digit × weight: the weights run 2…`last` from the right and begin again. */
function weightedSum(digits: string, last: number): number {
	let sum = 0;
	for (let i = digits.length - 1, weight = 2; i >= 0; i--, weight = weight === last ? 2 : weight + 1)
		sum += (digits.charCodeAt(i) - 48) * weight;
	return sum;
}

/** What a bank writes where 11 − rest has two digits. */
export interface TwoDigits {
	readonly ten: string;
	readonly eleven: string;
}

/**
 * Modulo 11 as Brazilian banks count it: 11 − (Σ mod 11), weights 2…`last` from the right. Only what stands for 10 and 11
 * differs from bank to bank, and the last weight (9; Bradesco's numbers 7).
 */
export function modulo11(digits: string, { ten, eleven }: TwoDigits, last = 9): string {
	const digit = 11 - (weightedSum(digits, last) % 11);
	return digit === 10 ? ten : digit === 11 ? eleven : String(digit);
}

/** Modulo 10 (Luhn): weights 2, 1 from the right, the digits of each product added. Any single wrong digit changes it. */
export function modulo10(digits: string): string {
	let sum = 0;
	for (let i = digits.length - 1, weight = 2; i >= 0; i--, weight = 3 - weight) {
		const product = (digits.charCodeAt(i) - 48) * weight;
		sum += product > 9 ? product - 9 : product;
	}
	return String((10 - (sum % 10)) % 10);
}
