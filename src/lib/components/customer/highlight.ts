import { fold } from '#lib/domain/search/fold.ts';
import { searchWords } from '#lib/domain/search/recognise.ts';

export interface Piece {
	readonly text: string;
	readonly marked: boolean;
}

/**
 * Splits a shown text into pieces, marking what was typed: accents and case aside, and through the punctuation of
 * documents and telephones (`98123` is found in `(19) 98123-4567`).
 */
export function highlight(shown: string, typed: string): readonly Piece[] {
	const marks = new Uint8Array(shown.length);
	const bare = bareOf(shown);
	for (const word of searchWords(typed)) {
		// A single character is found nearly everywhere; marking it would only make noise.
		if (word.length < 2) continue;
		markAll(fold(shown), word, (at) => at, marks);
		if (/^[0-9a-z]+$/.test(word) && /\d/.test(word)) markAll(bare.text, word, (at) => bare.places[at] ?? 0, marks);
	}
	const pieces: { text: string; marked: boolean }[] = [];
	for (let i = 0; i < shown.length; i++) {
		const marked = marks[i] === 1;
		const last = pieces.at(-1);
		if (last?.marked === marked) last.text += shown[i] ?? '';
		else pieces.push({ text: shown[i] ?? '', marked });
	}
	return pieces;
}

function markAll(hay: string, word: string, placeOf: (at: number) => number, marks: Uint8Array): void {
	// A folded text of another length (a letter outside the basic plane) has no places to mark.
	if (word === '' || hay.length > marks.length) return;
	for (let at = hay.indexOf(word); at >= 0; at = hay.indexOf(word, at + word.length))
		marks.fill(1, placeOf(at), placeOf(at + word.length - 1) + 1);
}

/** Letters and digits only, and where each stood. */
function bareOf(shown: string): { text: string; places: number[] } {
	const places: number[] = [];
	let text = '';
	for (const [at, char] of [...fold(shown)].entries()) {
		if (!/[0-9a-z]/.test(char)) continue;
		text += char;
		places.push(at);
	}
	return { text, places };
}
