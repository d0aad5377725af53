const accented = 'áàâãäåéèêëíìîïóòôõöúùûüçñýÿ';
const plain = 'aaaaaaeeeeiiiiooooouuuucnyy';
const folds = new Map([...accented].map((letter, i) => [letter, plain[i] ?? '']));

/**
 * Lower case without accents: the same characters as the SQL function `fold` (migrations/0000_foundations.sql), so that
 * what is typed can be compared with generated columns. A test runs both over the same characters.
 */
export function fold(text: string): string {
	let out = '';
	for (const char of text) {
		// Letter by letter and one for one, as Postgres does it: no final sigma, no `ß` to `ss`, no two letters for `İ`.
		const code = char.toLowerCase().codePointAt(0) ?? 0;
		const lower = String.fromCodePoint(code);
		out += folds.get(lower) ?? lower;
	}
	return out;
}
