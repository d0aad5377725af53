/**
 * A name or city as a BR Code takes it: letters without accents, digits and plain punctuation, one space between words, at most
 * `limit` characters, cut at a word where that costs no more than a third. Empty when nothing is left.
 */
export function merchantText(text: string, limit: number): string {
	const plain = text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9 .,&'()/+-]/g, ' ')
		.replace(/ +/g, ' ')
		.trim();
	if (plain.length <= limit) return plain;
	const cut = plain.slice(0, limit + 1).lastIndexOf(' ');
	return plain.slice(0, cut * 3 >= limit * 2 ? cut : limit).trim();
}

/** Most characters of the receiver's name (field 59) and city (field 60) in a BR Code. */
export const merchantLimits = { name: 25, city: 15 } as const;
