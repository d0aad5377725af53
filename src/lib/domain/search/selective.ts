/**
 * Words that stand in a good part of all registrations: an index that is asked for them answers with a heap of rows, so
 * it is asked for another word where there is one. Folded. Wrong guesses cost time, never results.
 */
const common = new Set(
	(
		'rua avenida av travessa alameda praca rodovia estrada jardim parque vila centro bairro casa apto bloco ' +
		'dos das silva santos oliveira souza pereira lima costa ferreira rodrigues almeida nascimento alves carvalho ' +
		'maria jose joao ana antonio paulo luiz carlos ltda com comercio servicos gmail hotmail outlook yahoo exemplo example'
	).split(' ')
);

/**
 * The piece of a folded text that an index of trigrams is asked for: the longest uncommon word. Anything that contains
 * the text contains it. Null when no word has three characters, of which a trigram is made.
 */
export function selectivePiece(words: readonly string[]): string | null {
	let best: string | null = null;
	for (const word of words.flatMap((one) => one.split(/\s+/))) {
		if (word.length < 3) continue;
		if (best === null || rank(word) > rank(best)) best = word;
	}
	return best;
}

const rank = (word: string): number => (common.has(word) ? 0 : 100) + Math.min(word.length, 99);
