import { expect, test } from 'vitest';
import { highlight } from './highlight.ts';

const marked = (shown: string, typed: string): string =>
	highlight(shown, typed)
		.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
		.join('');

test('what was typed is marked, accents and case aside, in any order', () => {
	expect(marked('Maria Antônia Silva', 'silva antonia')).toBe('Maria [Antônia] [Silva]');
	expect(marked('Banana', 'an')).toBe('B[anan]a');
	expect(marked('Maria', '')).toBe('Maria');
	expect(marked('Maria', 'xyz')).toBe('Maria');
});

test('numbers are marked through their punctuation', () => {
	expect(marked('(19) 98123-4567', '981234')).toBe('(19) [98123-4]567');
	expect(marked('529.982.247-25', '529.982')).toBe('[529.982].247-25');
	expect(marked('12.ABC.345/01DE-35', '12abc345')).toBe('[12.ABC.345]/01DE-35');
});
