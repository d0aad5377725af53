import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowFields, ruleOf, searchFieldNames, searchFields, searchTexts, type RowField, type SearchCondition } from './fields.ts';
import { fold } from './fold.ts';
import { containsPattern, prefixPattern } from './like.ts';
import { matches, matchingColumn } from './matches.ts';
import { recognise, searchWords } from './recognise.ts';
import { selectivePieces } from './selective.ts';
import { searchTerm } from './terms.ts';
import { wholeTerms } from './whole.ts';

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
	const find = (field: RowField, condition: SearchCondition, typed: string, values: readonly (string | number | null)[]) => {
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
	test('24–61: every field of the manual is there, once, in a group', () => {
		expect(searchFieldNames).toEqual(['any', ...Object.keys(searchFields)]);
		const items = rowFields.map((field) => ruleOf(field).item).filter((item) => item !== null);
		const wanted = [...Array.from({ length: 17 }, (_, i) => 24 + i), ...Array.from({ length: 18 }, (_, i) => 42 + i), 61];
		expect(items.toSorted((a, b) => a - b)).toEqual(wanted);
		expect(searchFields.cpf).toMatchObject({ columns: ['tax_id'], personKind: 'natural' });
		expect(searchFields.cnpj).toMatchObject({ columns: ['tax_id'], personKind: 'legal' });
		expect(Object.keys(searchTexts)).toEqual(expect.arrayContaining(rowFields.map((field) => ruleOf(field).table)));
	});
	test('equal implies contained, in every field', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...rowFields), (value, field) => {
				const [equals, contains] = [searchTerm(field, 'equals', value), searchTerm(field, 'contains', value)];
				if (equals !== null && contains !== null && matches(field, 'equals', value, equals))
					expect(matches(field, 'contains', value, contains)).toBe(true);
			})
		);
	});
});

describe('as each field is typed', () => {
	const term = (field: RowField, condition: SearchCondition, typed: string) => searchTerm(field, condition, typed);
	test.each<[RowField, SearchCondition, string, unknown]>([
		['mac', 'equals', '02-AB-CD-EF-01-23', '02abcdef0123'],
		['onuMac', 'contains', '02:ab:C', '02abc'],
		['mac2', 'equals', '02ab.cdef.0123', '02abcdef0123'],
		['mac', 'contains', 'roteador', null],
		['ip', 'equals', '010.000.000.001', '10.0.0.1'],
		['ip', 'equals', '10.0.0.1/32', '10.0.0.1'],
		['ip', 'equals', '2001:0DB8:0:0::1', '2001:db8::1'],
		['ip', 'equals', '10.0.0', null],
		['ip', 'equals', '10.0.0.256', null],
		['ip', 'contains', '100.64.', '100.64.'],
		['startedOn', 'equals', '21/11/2026', { from: '2026-11-21', to: '2026-11-21' }],
		['startedOn', 'contains', '11/2026', { from: '2026-11-01', to: '2026-11-30' }],
		['startedOn', 'contains', '2024-02', { from: '2024-02-01', to: '2024-02-29' }],
		['startedOn', 'contains', '2026', { from: '2026-01-01', to: '2026-12-31' }],
		['startedOn', 'contains', '01/10/2026 a 31/10/2026', { from: '2026-10-01', to: '2026-10-31' }],
		['startedOn', 'contains', 'de 10/2026 até 2027', { from: '2026-10-01', to: '2027-12-31' }],
		['startedOn', 'contains', 'desde 01/10/2026', { from: '2026-10-01', to: '9999-12-31' }],
		['startedOn', 'contains', 'até 10/2026', { from: '0001-01-01', to: '2026-10-31' }],
		['startedOn', 'contains', '31/10/2026 a 01/10/2026', null],
		['startedOn', 'contains', '31/02/2026', null],
		['startedOn', 'contains', '13/2026', null],
		['contract', 'equals', '000.100.001', '100001'],
		['ticket', 'contains', 'nº 12', null],
		['boletoNumber', 'equals', '24.000000123-0', '240000001230'],
		['login', 'equals', 'Ana.Lima', 'Ana.Lima'],
		['login', 'contains', 'Ána', 'ana'],
		['voiceTerminal', 'equals', '(18) 3265-4321', '1832654321'],
		['deletedIpMac', 'contains', '100.64', '100.64'],
		['deletedIpMac', 'contains', '02:AB', '02ab'],
		['deletedIpMac', 'equals', '100.64.0.1', '100.64.0.1'],
		['emailAccount', 'equals', ' Ana@Tuvira.example ', 'ana@tuvira.example']
	])('%s %s %j', (field, condition, typed, expected) => expect(term(field, condition, typed)).toEqual(expected));

	test('(Apagado) finds what was deleted and nothing else; the others what was not (50–53)', () => {
		const row = { username: 'ana.lima', deleted_at: null };
		const gone = { ...row, deleted_at: '2026-01-01T00:00:00Z' };
		expect(matchingColumn(row, 'login', 'equals', 'ana.lima')).toBe('username');
		expect(matchingColumn(gone, 'login', 'equals', 'ana.lima')).toBeNull();
		expect(matchingColumn(gone, 'deletedLogin', 'equals', 'ana.lima')).toBe('username');
		expect(matchingColumn(row, 'deletedLogin', 'equals', 'ana.lima')).toBeNull();
		const ip = { ip: '10.0.0.1', mac: '02ab00000000', mac2: null, onu_mac: '02ffffffffff', deleted_at: 'x' };
		expect(matchingColumn(ip, 'deletedIpMac', 'contains', '02ff')).toBe('onu_mac');
	});
	test('logins and serial numbers are found as typed, in capitals and in small letters', () => {
		for (const stored of ['TVRA01', 'tvra01']) expect(matches('serialNumber', 'equals', stored, 'TVRA01')).toBe(true);
		expect(matches('serialNumber', 'equals', 'TVRA012', 'TVRA01')).toBe(false);
	});
});

describe('one box recognises what was typed', () => {
	const whole = (typed: string, texts = false) => wholeTerms(typed, recognise(typed), { texts }).map(({ field }) => field);
	test.each<[string, readonly RowField[]]>([
		['02-AB-CD-EF-01-23', ['mac', 'mac2', 'onuMac', 'deletedIpMac']],
		['100.64.1.20', ['ip', 'deletedIpMac']],
		['ana@tuvira.example', ['email', 'contactEmail', 'emailAccount', 'deletedEmail']],
		['(18) 3265-4321', ['phone', 'mobile', 'contactMobile', 'voiceTerminal', 'deletedTerminal']],
		['529.982.247-25', ['cpf', 'cnpj']],
		['100001', ['code', 'contract', 'ticket', 'workOrder', 'assetNumber', 'boletoNumber', 'taxInvoiceNumber', 'smartcard', 'casNumber']],
		['ana.lima', ['login', 'deletedLogin', 'serialNumber']]
	])('%s', (typed, fields) => expect(whole(typed)).toEqual(expect.arrayContaining([...fields])));
	test('a name is no number, and texts are compared as a whole only under Igual', () => {
		expect(whole('Maria da Silva')).toEqual([]);
		expect(whole('Maria da Silva', true)).toEqual(expect.arrayContaining(['name', 'contactName', 'address', 'domain']));
		expect(whole('02-AB-CD-EF-01-23', true)).not.toContain('name');
	});
	test('an address of the network keeps its dots, a MAC loses its separators', () => {
		expect(recognise('100.64.1.20')).toMatchObject({ words: ['100.64.1.20'], networkWords: ['100.64.1.20'], ip: '100.64.1.20' });
		expect(recognise('02-AB-c')).toMatchObject({ networkWords: ['02abc'], mac: null });
		expect(recognise('silva 02:AB:CD')).toMatchObject({ networkWords: ['silva', '02abcd'] });
	});
});

test('the pieces an index is asked for are in the text, and no common words where there are others', () => {
	expect(selectivePieces(['rua', 'silva', 'acacias', '12'])).toEqual(['acacias']);
	expect(selectivePieces(['prado vieira', 'moura'])).toEqual(['vieira', 'prado']);
	expect(selectivePieces(['maria silva'])).toEqual(['maria', 'silva']);
	expect(selectivePieces(['rua silva 12'])).toEqual(['silva']);
	expect(selectivePieces(['ab', 'c'])).toEqual([]);
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
			for (const piece of selectivePieces(words)) expect(words.some((word) => word.includes(piece))).toBe(true);
		})
	);
});

test('patterns: wildcards stand for themselves', () => {
	expect(containsPattern('50%_a\\')).toBe('%50\\%\\_a\\\\%');
	expect(prefixPattern('a_')).toBe('a\\_%');
});
