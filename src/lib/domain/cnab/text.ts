/** Text as bank files take it: upper case, without accents, printable ASCII only; what has no counterpart becomes a space. */
export function plainText(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[‘’´`]/g, "'")
		.replace(/[–—]/g, '-')
		.toUpperCase()
		.replace(/[^\x20-\x7e]/g, ' ')
		.replace(/ +/g, ' ')
		.trim();
}

/**
 * A name or address that has to fit: the words between the first and the last become initials from the middle on, and what is still
 * too long is cut. `Maria Aparecida dos Santos Silva` in 20 → `MARIA A D S SILVA`.
 */
export function abbreviated(text: string, width: number): string {
	const plain = plainText(text);
	if (plain.length <= width) return plain;
	const words = plain.split(' ');
	for (let i = words.length - 2; i >= 1; i--) {
		words[i] = (words[i] ?? '').slice(0, 1);
		const shorter = words.join(' ');
		if (shorter.length <= width) return shorter;
	}
	return words.join(' ').slice(0, width).trimEnd();
}
