/**
 * Words that stand in a good part of all registrations: an index that is asked for them answers with a heap of rows, so
 * it is asked for another word where there is one. Folded. Wrong guesses cost time, never results.
 */
const everywhere = words(
	'rua avenida av travessa alameda praca rodovia estrada jardim parque vila centro bairro casa apto bloco dos das ' +
		'ltda com gmail hotmail outlook yahoo exemplo example'
);
const frequent = words(
	'silva santos oliveira souza pereira lima costa ferreira rodrigues almeida nascimento alves carvalho ' +
		'maria jose joao ana antonio paulo luiz carlos comercio servicos'
);
function words(text: string): ReadonlySet<string> {
	return new Set(text.split(' '));
}
/** 2: uncommon, 1: frequent, 0: in a good part of all registrations. */
const rank = (word: string): number => (everywhere.has(word) ? 0 : frequent.has(word) ? 1 : 2);

/** More than these an index need not be asked for: what two uncommon words leave is little. */
const MOST = 2;

/**
 * The pieces of a folded text that an index of trigrams is asked for: the two longest of its least common words. Anything
 * that contains the text contains them. Empty when no word has three characters, of which a trigram is made.
 */
export function selectivePieces(words: readonly string[]): readonly string[] {
	const pieces = [...new Set(words.flatMap((one) => one.split(/\s+/)).filter((word) => word.length >= 3))];
	const best = Math.max(...pieces.map(rank));
	return pieces
		.filter((word) => rank(word) === best)
		.toSorted((a, b) => b.length - a.length)
		.slice(0, MOST);
}

/** Whether these pieces alone leave a good part of all rows, so that the blanks beside them are worth asking for as well. */
export const areCommon = (pieces: readonly string[]): boolean => pieces.every((word) => rank(word) === 0);
