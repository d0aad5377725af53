/** Narrow (0) and wide (1) of a digit's five elements, two of them wide: Interleaved 2 of 5 (ISO/IEC 16390). */
const patterns = ['00110', '10001', '01001', '11000', '00101', '10100', '01100', '00011', '10010', '01010'] as const;

/** A wide element is as wide as this many narrow ones. Between 2 and 3 is allowed; with 3 the 44 digits of a boleto fit 103 mm best. */
export const wideRatio = 3;

/**
 * Interleaved 2 of 5 as widths in modules (a narrow element is 1): bar, space, bar, space …, beginning and ending with a bar. Of each
 * pair of digits the first is in the bars and the second in the spaces between them. Throws a RangeError unless there is an even
 * number of digits, two at least.
 */
export function interleaved2of5(digits: string): readonly number[] {
	if (!/^(\d\d)+$/.test(digits)) throw new RangeError('Interleaved 2 of 5 takes an even number of digits');
	const widths = [1, 1, 1, 1];
	for (let i = 0; i < digits.length; i += 2) {
		const [bars, spaces] = [patterns[Number(digits[i])] ?? '', patterns[Number(digits[i + 1])] ?? ''];
		for (let element = 0; element < 5; element++)
			widths.push(bars[element] === '1' ? wideRatio : 1, spaces[element] === '1' ? wideRatio : 1);
	}
	widths.push(wideRatio, 1, 1);
	return widths;
}
