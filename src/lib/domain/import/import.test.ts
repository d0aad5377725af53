import { describe, expect, test } from 'vitest';
import { completeCpf } from '../tax-id/cpf.ts';
import { doubledTarget, guessMapping, isMapping, missingTargets, type Mapping } from './columns.ts';
import { decodeText, parseCsv, separatorOf } from './csv.ts';
import { judgeLine, withLostZeros, type Rules } from './line.ts';

describe('CSV', () => {
	test('UTF-8 with and without mark, Latin-1 and what Excel calls Unicode', () => {
		expect(decodeText(new TextEncoder().encode('São João'))).toBe('São João');
		expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, 0x41]))).toBe('A');
		expect(decodeText(Uint8Array.from([0x53, 0xe3, 0x6f, 0x20, 0x80]))).toBe('São €');
		expect(decodeText(Uint8Array.from([0xff, 0xfe, 0x53, 0, 0xe3, 0]))).toBe('Sã');
	});
	test.each([
		['nome;cpf;a,b', ';'],
		['nome,cpf,"a;b;c;d"', ','],
		['nome\tcpf', '\t'],
		['nome', ';']
	])('%j is parted by %j', (text, separator) => expect(separatorOf(text)).toBe(separator));

	test('quotes hold separators, line breaks and quotes; zeros and empty cells stay', () => {
		expect(parseCsv('a;"b;1";"x\r\ny";"diz ""oi"""\r\n007;;;\n\n"fim')).toEqual([
			['a', 'b;1', 'x\r\ny', 'diz "oi"'],
			['007', '', '', ''],
			[''],
			['fim']
		]);
		expect(parseCsv('a;b\n1;2\n3;4', 2)).toEqual([
			['a', 'b'],
			['1', '2']
		]);
		expect(parseCsv('')).toEqual([]);
	});
});

describe('columns', () => {
	test('are guessed from titles as people write them, each target once', () => {
		expect(
			guessMapping('customers', [
				'Razão Social',
				'CPF/CNPJ',
				'Endereço',
				'BAIRRO',
				'Cidade',
				'UF',
				'C.E.P.',
				'E-mail',
				'Celular',
				'Contato',
				'Nome',
				'???'
			])
		).toEqual(
			['name', 'taxId', 'address', 'district', 'city', 'state', null, 'email', 'mobile', 'contact.name', null, null].map((t, at) =>
				at === 0 ? null : at === 10 ? 'name' : t
			)
		);
		expect(guessMapping('contacts', ['Código do Cliente', 'Nome', 'Celular', 'E-mail', 'Cargo'])).toEqual([
			'customerKey',
			'contact.name',
			'contact.mobile',
			'contact.email',
			'contact.jobTitle'
		]);
	});
	test('what is mandatory needs one, and none may be taken twice', () => {
		expect(missingTargets('customers', ['name', 'taxId', null])).toEqual(['address', 'city', 'state']);
		expect(doubledTarget(['name', null, null, 'name'])).toBe('name');
		expect(doubledTarget(['name', null, null])).toBeNull();
		expect(isMapping('contacts', ['contact.name', null])).toBe(true);
		expect(isMapping('contacts', ['name'])).toBe(false);
		expect(isMapping('customers', ['branchId'])).toBe(false);
	});
});

describe('a line', () => {
	const mapping: Mapping = ['name', 'taxId', 'address', 'city', 'state', 'mobile', 'contact.name', 'contact.mobile'];
	const rules: Rules = { kind: 'customers', mapping, today: '2026-11-21', areaCode: '19' };
	const cpf = completeCpf('001234567');

	test('becomes a registration in stored form, with what a new customer has', () => {
		const judged = judgeLine(
			[' Ana  Lima ', cpf.replace(/^0+/, ''), 'Rua A, 1', 'Campinas', 'sp', '98111-0001', 'João', '(11) 98222-0002'],
			2,
			rules
		);
		expect(judged).toMatchObject({
			good: {
				line: 2,
				registration: {
					name: 'Ana Lima',
					taxId: cpf,
					personKind: 'natural',
					status: 'active',
					registeredOn: '2026-11-21',
					state: 'SP',
					mobile: '19981110001'
				},
				contact: { name: 'João', mobile: '11982220002' }
			}
		});
	});
	test('tells a company by its CNPJ, and reads words for kind and status', () => {
		const wide: Rules = { ...rules, mapping: ['name', 'taxId', 'address', 'city', 'state', 'personKind', 'status'] };
		expect(judgeLine(['Loja', '11.222.333/0001-81', 'R', 'C', 'SP', '', 'Inativo'], 2, wide)).toMatchObject({
			good: { registration: { personKind: 'legal', status: 'inactive' } }
		});
		expect(judgeLine(['Loja', '11.222.333/0001-81', 'R', 'C', 'SP', 'Pessoa Física', 'talvez'], 3, wide)).toMatchObject({
			bad: [
				{ line: 3, field: 'status', value: 'talvez', code: 'status_invalid' },
				{ field: 'taxId', code: 'cpf_expected' }
			]
		});
	});
	test('says everything that is wrong with it, of the contact too', () => {
		const judged = judgeLine(['', '123', 'Rua A', 'Campinas', 'XX', '', '', '12'], 7, rules);
		expect('bad' in judged && judged.bad.map(({ line, field, value, code }) => [line, field, value, code])).toEqual([
			[7, 'name', null, 'field_required'],
			[7, 'taxId', '123', 'cpf_invalid'],
			[7, 'state', 'XX', 'state_invalid'],
			[7, 'contact.name', null, 'field_required'],
			[7, 'contact.mobile', '12', 'mobile_invalid']
		]);
	});
	test('of a contact needs its customer and a name', () => {
		const contacts: Rules = { ...rules, kind: 'contacts', mapping: ['customerKey', 'contact.name', 'contact.email'] };
		expect(judgeLine(['0101', 'Bia', 'bia@exemplo.com.br'], 2, contacts)).toMatchObject({
			good: { customerKey: '101', contact: { name: 'Bia' } }
		});
		expect(judgeLine(['529.982.247-25', 'Bia', ''], 2, contacts)).toMatchObject({ good: { customerKey: '52998224725' } });
		expect(judgeLine(['', '', ''], 3, contacts)).toMatchObject({ bad: [{ field: 'customerKey' }, { field: 'contact.name' }] });
	});
	test('zeros that a spreadsheet lost come back only where the check digits agree', () => {
		expect(withLostZeros(cpf.replace(/^0+/, ''))).toBe(cpf);
		expect(withLostZeros('191')).toBe('00000000191');
		expect(withLostZeros('123')).toBe('123');
		expect(withLostZeros('12ABC34501DE35')).toBe('12ABC34501DE35');
	});
});
