import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthOf, manyLines, oneLine } from './text.ts';

describe('what people paste', () => {
	test('a line loses invisible characters and double spaces, and letters are composed', () => {
		expect(oneLine('  Jose\u0301\u200b \t da\u00a0 Silva\n')).toBe('José da Silva');
		expect(oneLine(' \u200b \ufeff')).toBeNull();
		expect(oneLine(undefined)).toBeNull();
	});
	test('a text keeps its lines, with one kind of line break', () => {
		expect(manyLines('\r\nLigar antes\r\n  no celular  \r\rFim\n\n')).toBe('Ligar antes\n  no celular\n\nFim');
		expect(manyLines('\n \n')).toBeNull();
	});
	test('emoji survive whole in a text', () => expect(manyLines('ok 👨‍👩‍👧')).toBe('ok 👨‍👩‍👧'));
	test('reading twice changes nothing, and the result can be stored', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
				for (const read of [oneLine, manyLines]) {
					const once = read(text);
					expect(read(once)).toBe(once);
					expect(once).not.toBe('');
					expect(once?.includes('\u0000') ?? false).toBe(false);
					expect((once ?? '').isWellFormed()).toBe(true);
				}
			})
		);
	});
	test('length counts characters, not halves of them', () => expect(lengthOf('aç😀')).toBe(3));
});
