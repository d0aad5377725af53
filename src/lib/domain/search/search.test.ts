import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches, searchFieldNames, searchFields, searchTerm, type SearchCondition, type SearchField } from './fields.ts';
import { fold } from './fold.ts';
import { containsPattern, prefixPattern } from './like.ts';
import { recognise, searchWords } from './recognise.ts';

describe('fold', () => {
	test('lower case without accents', () => {
		expect(fold('ÁÀÂÃÄÅÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÇÑÝŸ')).toBe('aaaaaaeeeeiiiiooooouuuucnyy');
		expect(fold('João D’Ávila & Cia. 12-A')).toBe('joao d’avila & cia. 12-a');
	});
	test('as many characters as before, and folding again changes nothing', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect([...fold(text)].length).toBe([...text].length);
				expect(fold(fold(text))).toBe(fold(text));
			})
		);
	});
});

describe('what was typed', () => {
	test.each([
		['529.982.247-25', { words: ['52998224725'], taxId: '52998224725', code: null }],
		['12.abc.345/01de-35', { words: ['12abc34501de35'], taxId: '12ABC34501DE35' }],
		['(18) 98765-4321', { words: ['18987654321'], phone: '18987654321', taxId: null }],
		['+55 18 98765-4321', { words: ['18987654321'], phone: '18987654321' }],
		['1302', { words: ['1302'], code: 1302, phone: null }],
		['Ana.Lima@Exemplo.com', { words: ['ana.lima@exemplo.com'], email: 'ana.lima@exemplo.com' }],
		['  João   da SILVA ', { words: ['joao', 'da', 'silva'], code: null, taxId: null, phone: null, email: null, empty: false }],
		['529.982', { words: ['529982'] }],
		['silva 529.982', { words: ['silva', '529982'] }],
		['av.sul 12-A', { words: ['av.sul', '12-a'] }],
		['9999999999', { code: null }],
		['', { empty: true, words: [] }]
	])('%s', (typed, expected) => expect(recognise(typed)).toMatchObject(expected));
	test('a number without area code is completed by the branch’s', () => expect(recognise('98765-4321', '18').phone).toBe('18987654321'));
	test('words are always folded, never empty', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
				for (const word of searchWords(typed)) expect(word !== '' && fold(word) === word && !/\s/.test(word)).toBe(true);
			})
		);
	});
});

describe('search by field', () => {
	const find = (
		field: Exclude<SearchField, 'any'>,
		condition: SearchCondition,
		typed: string,
		values: readonly (string | number | null)[]
	) => {
		const term = searchTerm(field, condition, typed, '18');
		return term === null ? [] : values.filter((v) => matches(field, condition, v, term));
	};
	const names = ['João da Silva', 'JOAO', 'Joana Prado', null];
	test('(19) Contém lists everybody whose field contains the text', () => {
		expect(find('name', 'contains', 'joão', names)).toEqual(['João da Silva', 'JOAO']);
		expect(find('email', 'contains', 'LIMA@', ['ana.lima@x.com', 'lima@y.com', 'ana@z.com'])).toEqual(['ana.lima@x.com', 'lima@y.com']);
		expect(find('cpf', 'contains', '982.247', ['52998224725', '11144477735'])).toEqual(['52998224725']);
		expect(find('cnpj', 'contains', 'abc.345', ['12ABC34501DE35'])).toEqual(['12ABC34501DE35']);
		expect(find('mobile', 'contains', '98765-4321', ['18987654321', '18999990000'])).toEqual(['18987654321']);
	});
	test('(20) Contém 13 on the code finds every code with 13 in it', () => {
		expect(find('code', 'contains', '13', [13, 113, 130, 1302, 31, 103])).toEqual([13, 113, 130, 1302]);
	});
	test('(21) Igual returns only the exact match', () => {
		expect(find('code', 'equals', '0013', [13, 113, 130, 1302])).toEqual([13]);
		expect(find('name', 'equals', 'Joao', names)).toEqual(['JOAO']);
		expect(find('phone', 'equals', '3265-4321', ['1832654321', '4332654321'])).toEqual(['1832654321']);
		expect(find('cpf', 'equals', '529.982.247-25', ['52998224725', '5299822472'])).toEqual(['52998224725']);
	});
	test('text that cannot occur in the field finds nobody', () => {
		expect(searchTerm('cpf', 'contains', 'silva')).toBeNull();
		expect(searchTerm('code', 'equals', 'x1')).toBeNull();
		expect(searchTerm('name', 'contains', '  ')).toBeNull();
	});
	test('every field of issue 2 is there', () => {
		expect(searchFieldNames).toEqual(['any', ...Object.keys(searchFields)]);
		expect(searchFields.cpf).toMatchObject({ column: 'taxId', personKind: 'natural' });
		expect(searchFields.cnpj).toMatchObject({ column: 'taxId', personKind: 'legal' });
	});
	test('equal implies contained', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme' }),
				fc.constantFrom('name', 'tradeName', 'address', 'email', 'cpf', 'cnpj'),
				(value, field) => {
					const [equals, contains] = [searchTerm(field as 'name', 'equals', value), searchTerm(field as 'name', 'contains', value)];
					if (equals !== null && contains !== null && matches(field as 'name', 'equals', value, equals))
						expect(matches(field as 'name', 'contains', value, contains)).toBe(true);
				}
			)
		);
	});
});

test('patterns: wildcards stand for themselves', () => {
	expect(containsPattern('50%_a\\')).toBe('%50\\%\\_a\\\\%');
	expect(prefixPattern('a_')).toBe('a\\_%');
});
