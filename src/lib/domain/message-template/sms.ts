/**
 * How a text goes out as SMS (GSM 03.38, 3GPP TS 23.038 and 23.040): seven bits a letter while all of its letters are in the
 * GSM alphabet, else UCS-2; one part holds 160 or 70, several hold 153 or 67 each, because a heading joins them. The alphabet
 * has `é` and `à` but not `ã`, `ç` (small), `á`, `õ`: one "não" more than halves what fits.
 */
const basic = new Set(
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
);
/** Two places each. */
const extended = new Set('\f^{}\\[~]|€');

export interface SmsSize {
	readonly encoding: 'gsm7' | 'ucs2';
	/** Places used: of seven bits, or UTF-16 units. */
	readonly used: number;
	/** Messages it is sent (and paid) as; 0 for no text. */
	readonly parts: number;
	/** Places left in the last part. */
	readonly left: number;
	/** Letters that force UCS-2, each once, in the order of the text. */
	readonly forcing: readonly string[];
}

/** Messages of `size` places that hold units of these widths; a unit is never cut in two. */
function pack(widths: readonly number[], size: number): { parts: number; left: number } {
	let [parts, left] = [0, 0];
	for (const width of widths) {
		if (width > left) [parts, left] = [parts + 1, size];
		left -= width;
	}
	return { parts, left };
}

/** Size of a text as SMS. */
export function smsSize(text: string): SmsSize {
	const letters = [...text];
	const forcing = [...new Set(letters.filter((letter) => !basic.has(letter) && !extended.has(letter)))];
	const encoding = forcing.length === 0 ? 'gsm7' : 'ucs2';
	// A letter outside the basic plane is two UTF-16 units, which no part may tear apart.
	const widths = letters.map((letter) => (encoding === 'gsm7' ? (extended.has(letter) ? 2 : 1) : letter.length));
	const used = widths.reduce((sum, width) => sum + width, 0);
	const [single, joined] = encoding === 'gsm7' ? [160, 153] : [70, 67];
	if (used <= single) return { encoding, used, parts: used === 0 ? 0 : 1, left: single - used, forcing };
	return { encoding, used, ...pack(widths, joined), forcing };
}

/** Typographic marks that have a plain sister. */
const plainMarks: Readonly<Record<string, string>> = {
	'“': '"',
	'”': '"',
	'‘': "'",
	'’': "'",
	'–': '-',
	'—': '-',
	'…': '...',
	'\u00a0': ' '
};

/** A letter that is replaced: places in the text (UTF-16), and what comes there. */
export interface LetterChange {
	readonly from: number;
	readonly to: number;
	readonly insert: string;
}

function plainLetter(letter: string): string {
	if (basic.has(letter) || extended.has(letter)) return letter;
	if (Object.hasOwn(plainMarks, letter)) return plainMarks[letter]!;
	const bare = letter.normalize('NFD').replace(/\p{M}/gu, '');
	return bare !== '' && [...bare].every((one) => basic.has(one)) ? bare : letter;
}

/**
 * What to change so that the words lose the accents that cost an SMS half its room: `não há` → `nao ha`. One letter at a
 * time, so that what somebody else is writing in the same text stays. Letters of the GSM alphabet keep their accents.
 */
export function costlyAccents(text: string): readonly LetterChange[] {
	const changes: LetterChange[] = [];
	let from = 0;
	for (const letter of text) {
		// A mark of its own, behind its letter: some keyboards write `a` and a tilde.
		const insert = /^\p{M}$/u.test(letter) ? '' : plainLetter(letter);
		if (insert !== letter) changes.push({ from, to: from + letter.length, insert });
		from += letter.length;
	}
	return changes;
}

/** The text with those changes made. */
export function withoutCostlyAccents(text: string): string {
	let [plain, at] = ['', 0];
	for (const { from, to, insert } of costlyAccents(text)) [plain, at] = [plain + text.slice(at, from) + insert, to];
	return plain + text.slice(at);
}
