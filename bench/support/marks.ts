/** A mark is a number hidden in the text that a write changes, so that its arrival can be recognised anywhere. */
export const markText = (n: number): string => `mark:${n};`;

/** The highest mark in a frame or in what a screen was given. */
export function lastMark(text: Buffer | string): number | null {
	let highest: number | null = null;
	for (let at = text.indexOf('mark:'); at >= 0; at = text.indexOf('mark:', at + 5)) {
		const n = parseInt(typeof text === 'string' ? text.slice(at + 5, at + 17) : text.toString('latin1', at + 5, at + 17), 10);
		if (!Number.isNaN(n) && n > (highest ?? -1)) highest = n;
	}
	return highest;
}
