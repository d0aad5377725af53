import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../day/day.ts';
import { flaws, withFields, type FieldRow } from './field.ts';
import { remessaLayout, remessas, retornos } from './layouts.ts';
import { readRecord } from './read.ts';
import { writeRemessa, type RemessaAccount, type RemessaFile, type RemessaTitle } from './remessa.ts';
import { abbreviated, plainText } from './text.ts';
import { writeRecord } from './write.ts';

const portfolios: Readonly<Record<string, string>> = { '001': '17', '033': '101', '341': '109', '756': '1' };
const account = (bank: string, more: Partial<RemessaAccount> = {}): RemessaAccount => ({
	bank,
	taxId: '11222333000181',
	name: 'Tuvira Fibra Telecomunicações Ltda',
	bankBranch: '1234',
	bankBranchDigit: '5',
	accountNumber: '56789',
	accountDigit: '0',
	portfolio: portfolios[bank] ?? '9',
	portfolioVariation: '019',
	beneficiaryCode: bank === '748' ? '12345' : '123456',
	transmissionCode: '123400001234567',
	modality: '01',
	...more
});
const title = (more: Partial<RemessaTitle> = {}): RemessaTitle => ({
	command: 'register',
	ourNumber: '12345678',
	ourNumberDigit: '4',
	documentNumber: '1001',
	control: 'fatura-1001',
	dueOn: '2026-12-10',
	issuedOn: '2026-11-22',
	amountCents: 9_990,
	interestPerDayCents: 3,
	fineBasisPoints: 200,
	discount: null,
	protestDays: 0,
	writeOffDays: 0,
	payer: {
		taxId: '52998224725',
		name: 'João Conceição',
		street: 'Rua das Flores, 12',
		district: 'Centro',
		postalCode: '19800001',
		city: 'Assis',
		state: 'SP'
	},
	...more
});
const file = (
	bank: string,
	format: 240 | 400,
	titles: readonly RemessaTitle[] = [title()],
	more: Partial<RemessaAccount> = {}
): RemessaFile => ({
	format,
	account: account(bank, more),
	sequence: 7,
	createdOn: '2026-11-22',
	createdAt: '141500',
	titles
});
const lines = (given: RemessaFile): string[] => {
	const written = writeRemessa(given);
	if (!written.ok) throw new Error(JSON.stringify(written));
	expect(written.text.endsWith('\r\n')).toBe(true);
	return written.text.slice(0, -2).split('\r\n');
};
/** Columns as manuals count them. */
const at = (line: string | undefined, from: number, to: number) => (line ?? '').slice(from - 1, to);

describe('the tables', () => {
	test('no columns on each other, none outside, literals as wide as their place', () => {
		for (const { bank, format, ...layout } of remessas) {
			const records = [
				layout.fileHeader,
				layout.batchHeader,
				...layout.details.map((d) => d.layout),
				layout.batchTrailer,
				layout.fileTrailer
			];
			for (const [i, record] of records.entries()) if (record) expect([bank, format, i, flaws(record)]).toEqual([bank, format, i, []]);
		}
		for (const { bank, format, detail, payment } of retornos)
			for (const record of [detail, payment]) if (record) expect([bank, format, flaws(record)]).toEqual([bank, format, []]);
	});
	test('the check of the tables itself notices what is wrong', () => {
		const flawsOf = (...fields: FieldRow[]) => flaws({ length: 240, fields });
		expect(flawsOf([1, 3, '9', 'a'], [3, 4, '9', 'b'])).toEqual(['3–4 lies on column 3']);
		expect(flawsOf([239, 241, '9', 'a'])).toEqual(['239–241 is outside']);
		expect(flawsOf([1, 3, '=', 'AB'])).toEqual(['1–3 is not as wide as "AB"']);
		expect(flawsOf([1, 7, 'D8', 'a'])).toEqual(['1–7 is no DDMMAAAA']);
	});
	test('a change takes the place of every row that it touches', () => {
		const base: readonly FieldRow[] = [
			[1, 3, '9', 'a'],
			[4, 6, '9', 'b'],
			[7, 9, '9', 'c']
		];
		expect(withFields(base, [[3, 5, 'X', 'd']])).toEqual([
			[3, 5, 'X', 'd'],
			[7, 9, '9', 'c']
		]);
	});
	test('every bank can be sent to and read from; only verified layouts are there', () => {
		const all = ['001', '033', '104', '237', '341', '748', '756'];
		const banks = (layouts: readonly { bank: string; format: number }[], format: number) =>
			layouts.flatMap((l) => (l.format === format ? l.bank : [])).sort();
		expect([banks(remessas, 240), banks(retornos, 240)]).toEqual([all, all]);
		expect([banks(remessas, 400), banks(retornos, 400)]).toEqual([['237', '341', '748'], all]);
		expect(remessaLayout('756', 400)).toMatchObject({ ok: false, code: 'cnab_layout_unknown', detail: { bank: '756', format: 400 } });
	});
});

describe('CNAB 240', () => {
	// Columns of segments P, Q and R as Banco do Brasil publishes them (notes on BB's "Particularidades", Bb.php of laravel-boleto).
	test('Banco do Brasil, column by column', () => {
		const given = file('001', 240, [title({ ourNumber: '12345670000000001', ourNumberDigit: '' })], { beneficiaryCode: '1234567' });
		const [header, batch, p, q, r, batchEnd, end] = lines(given);
		expect(at(header, 1, 8)).toBe('00100000');
		expect([at(header, 18, 32), at(header, 33, 52)]).toEqual(['211222333000181', '001234567001417019  ']);
		expect([at(header, 53, 58), at(header, 59, 71)]).toEqual(['012345', '0000000567890']);
		expect([at(header, 73, 102), at(header, 103, 132)]).toEqual(['TUVIRA FIBRA T LTDA           ', 'BANCO DO BRASIL S.A.          ']);
		expect([at(header, 143, 157), at(header, 158, 171)]).toEqual(['122112026141500', '00000708401600']);
		expect([at(batch, 1, 16), at(batch, 184, 199)]).toEqual(['00100011R01  042', '0000000722112026']);
		expect([at(p, 8, 17), at(p, 18, 36)]).toEqual(['300001P 01', '0123450000000567890']);
		expect([at(p, 38, 57), at(p, 58, 58)]).toEqual(['12345670000000001   ', '7']);
		expect([at(p, 63, 77), at(p, 78, 85), at(p, 86, 100)]).toEqual(['000000000001001', '10122026', '000000000009990']);
		expect([at(p, 107, 109), at(p, 110, 117)]).toEqual(['04N', '22112026']);
		expect([at(p, 118, 126), at(p, 127, 141)]).toEqual(['110122026', '000000000000003']);
		expect([at(p, 142, 165), at(p, 196, 220)]).toEqual(['0' + '0'.repeat(23), 'FATURA-1001              ']);
		expect([at(p, 221, 229)]).toEqual(['300000009']);
		expect([at(q, 8, 17), at(q, 18, 33)]).toEqual(['300002Q 01', '1000052998224725']);
		expect([at(q, 34, 73).trim(), at(q, 74, 113).trim(), at(q, 114, 128).trim()]).toEqual([
			'JOAO CONCEICAO',
			'RUA DAS FLORES, 12',
			'CENTRO'
		]);
		expect([at(q, 129, 136), at(q, 137, 151).trim(), at(q, 152, 153)]).toEqual(['19800001', 'ASSIS', 'SP']);
		expect([at(r, 8, 17), at(r, 66, 74), at(r, 75, 89)]).toEqual(['300003R 01', '210122026', '000000000000200']);
		expect([at(batchEnd, 1, 8), at(batchEnd, 18, 23)]).toEqual(['00100015', '000005']);
		expect([at(end, 1, 8), at(end, 18, 29)]).toEqual(['00199999', '000001000007']);
	});
	// Itaú, "Cobrança FEBRABAN 240", item 3.1.
	test('Itaú, where it differs', () => {
		const [header, , p, q, , batchEnd] = lines(file('341', 240));
		expect(at(header, 53, 72)).toBe('01234 000000056789 0');
		expect(at(p, 18, 37)).toBe('01234 000000056789 0');
		expect([at(p, 38, 40), at(p, 41, 49), at(p, 58, 72)]).toEqual(['109', '123456784', '000001001      ']);
		expect([at(p, 118, 118), at(p, 224, 239)]).toEqual(['0', '0'.repeat(16)]);
		expect([at(q, 34, 63).trim(), at(q, 64, 73)]).toEqual(['JOAO CONCEICAO', ' '.repeat(10)]);
		expect([at(batchEnd, 24, 46)]).toEqual(['00000100000000000009990']);
	});
	test('the others: where the number stands', () => {
		const number = (bank: string, from: number, to: number, more: Partial<RemessaTitle> = {}) =>
			at(lines(file(bank, 240, [title(more)]))[2], from, to);
		expect(number('033', 45, 57, { ourNumber: '566612457800', ourNumberDigit: '2' })).toBe('5666124578002');
		expect(number('104', 41, 57, { ourNumber: '14000000000000001', ourNumberDigit: '4' })).toBe('14000000000000001');
		expect(number('237', 38, 57, { ourNumber: '525', ourNumberDigit: 'P' })).toBe('0090000000000000525P');
		expect(number('748', 38, 57, { ourNumber: '26212345', ourNumberDigit: '8' })).toBe('262123458           ');
		expect(number('756', 38, 52, { ourNumber: '21', ourNumberDigit: '8' })).toBe('000000021801014');
	});
	test('interest and fine begin where the bank says: Sicoob the day after', () => {
		const [, , p, , r] = lines(file('756', 240));
		expect([at(p, 118, 126), at(r, 67, 74)]).toEqual(['111122026', '11122026']);
	});
	test('no fine, no segment R; a cancellation has none either', () => {
		expect(
			lines(file('237', 240, [title({ fineBasisPoints: 0 })]))
				.map((line) => line[13])
				.join('')
				.replaceAll(' ', '')
		).toContain('PQ');
		expect(lines(file('237', 240, [title({ fineBasisPoints: 0 })])).length).toBe(6);
		const cancelled = lines(file('237', 240, [title({ command: 'cancel' })]));
		expect([cancelled.length, at(cancelled[2], 16, 17)]).toEqual([6, '02']);
	});
});

describe('CNAB 400', () => {
	// Itaú, "Layout de cobrança 400 bytes".
	test('Itaú, column by column', () => {
		const [header, detail, fine, end] = lines(file('341', 400, [title({ writeOffDays: 60 })]));
		expect(at(header, 1, 46)).toBe('01REMESSA01COBRANCA       123400567890        ');
		expect([at(header, 77, 100), at(header, 395, 400)]).toEqual(['341BANCO ITAU SA  221126', '000001']);
		expect([at(detail, 1, 33), at(detail, 34, 62)]).toEqual(['10211222333000181123400567890    ', '0000FATURA-1001              ']);
		expect([at(detail, 63, 70), at(detail, 84, 86), at(detail, 108, 110)]).toEqual(['12345678', '109', 'I01']);
		expect([at(detail, 111, 120), at(detail, 121, 126), at(detail, 127, 142)]).toEqual(['1001      ', '101226', '0000000009990341']);
		expect([at(detail, 148, 160), at(detail, 161, 173)]).toEqual(['08N2211269200', '0000000000003']);
		expect([at(detail, 219, 234), at(detail, 235, 264).trim()]).toEqual(['0100052998224725', 'JOAO CONCEICAO']);
		expect([at(detail, 327, 334), at(detail, 335, 351), at(detail, 392, 400)]).toEqual(['19800001', 'ASSIS          SP', '60 000002']);
		expect([at(fine, 1, 23), at(fine, 395, 400)]).toEqual(['22101220260000000000200', '000003']);
		expect([at(end, 1, 1), at(end, 395, 400)]).toEqual(['9', '000004']);
	});
	// Bradesco, "Layout de cobrança", 4008-524-0121; nosso número vector 09/00000000001-1 of the notes.
	test('Bradesco, column by column', () => {
		const [header, detail, end] = lines(file('237', 400, [title({ ourNumber: '1', ourNumberDigit: '1', protestDays: 10 })]));
		expect([at(header, 27, 46), at(header, 77, 94), at(header, 109, 117)]).toEqual([
			'00000000000000123456',
			'237BRADESCO       ',
			'MX0000007'
		]);
		expect([at(detail, 21, 37), at(detail, 66, 70), at(detail, 71, 82)]).toEqual(['00090123400567890', '20200', '000000000011']);
		expect([at(detail, 93, 93), at(detail, 109, 120), at(detail, 121, 139)]).toEqual(['2', '011001      ', '1012260000000009990']);
		expect([at(detail, 148, 160), at(detail, 161, 173)]).toEqual(['12N2211260610', '0000000000003']);
		expect([at(detail, 219, 234), at(detail, 275, 314).trim(), at(detail, 327, 334)]).toEqual([
			'0100052998224725',
			'RUA DAS FLORES, 12',
			'19800001'
		]);
		expect([at(end, 1, 1), at(end, 395, 400)]).toEqual(['9', '000003']);
	});
	// Sicredi, CNAB 400 of its own: registro detalhe and the annotated columns of ACBrBancoSicredi.
	test('Sicredi, column by column', () => {
		const given = title({ ourNumber: '26212345', ourNumberDigit: '8', protestDays: 5, writeOffDays: 60 });
		const [header, detail, end] = lines(file('748', 400, [given]));
		expect([at(header, 27, 45), at(header, 47, 76).trim()]).toEqual(['1234511222333000181', '']);
		expect([at(header, 77, 102), at(header, 111, 117), at(header, 391, 400)]).toEqual([
			'748SICREDI        20261122',
			'0000007',
			'2.00000001'
		]);
		expect([at(detail, 1, 19), at(detail, 48, 56), at(detail, 63, 74)]).toEqual(['1AAA            AAA', '262123458', '20261122 N B']);
		expect([at(detail, 93, 96), at(detail, 109, 120), at(detail, 121, 139)]).toEqual(['0200', '011001      ', '1012260000000009990']);
		expect([at(detail, 140, 160), at(detail, 161, 173)]).toEqual(['         JN2211260605', '0000000000003']);
		expect([at(detail, 219, 234), at(detail, 315, 339)]).toEqual(['1000052998224725', '00000000000 1980000100000']);
		expect([at(end, 1, 10), at(end, 395, 400)]).toEqual(['9174812345', '000003']);
		// It knows no instruction to write off: without a protest there is none.
		expect(at(lines(file('748', 400, [{ ...given, protestDays: 0 }]))[1], 157, 160)).toBe('0000');
	});
	test('a discount has its day and amount', () => {
		const [, detail] = lines(file('341', 400, [title({ discount: { cents: 500, until: '2026-12-05' } })]));
		expect(at(detail, 174, 192)).toBe('0512260000000000500');
	});
});

describe('what does not fit is refused and named', () => {
	const refused = (given: RemessaFile) => {
		const written = writeRemessa(given);
		return written.ok ? null : [written.title, written.refusal.field, written.refusal.code, written.refusal.detail];
	};
	test.each<[string, Partial<RemessaTitle>, unknown[]]>([
		['a number too long', { ourNumber: '123456789' }, [1, 'ourNumber', 'cnab_value_too_long', { limit: 8, length: 9 }]],
		['letters in a number', { ourNumber: '12A' }, [1, 'ourNumber', 'cnab_value_invalid', undefined]],
		['a document too long', { documentNumber: '12345678901' }, [1, 'documentNumber', 'cnab_value_too_long', { limit: 10, length: 11 }]],
		['a control too long', { control: 'x'.repeat(26) }, [1, 'control', 'cnab_value_too_long', { limit: 25, length: 26 }]],
		['an amount too large', { amountCents: 1e13 }, [1, 'amountCents', 'cnab_value_too_long', { limit: 13, length: 14 }]],
		['half a cent', { amountCents: 0.5 }, [1, 'amountCents', 'cnab_value_invalid', undefined]],
		['a day that is none', { issuedOn: '2026-02-30' }, [1, 'issuedOn', 'cnab_value_invalid', undefined]]
	])('%s', (_, more, expected) => expect(refused(file('341', 400, [title(), title(more)]))).toEqual(expected));
	test('of the account: no title is at fault', () =>
		expect(refused(file('341', 400, [title()], { accountNumber: '123456' }))).toEqual([
			null,
			'accountNumber',
			'cnab_value_too_long',
			{ limit: 5, length: 6 }
		]));
	test('a bank of which nothing is known', () => expect(refused(file('999', 240))?.[2]).toBe('cnab_layout_unknown'));
	test('a value that the caller forgot is a mistake, not a refusal', () =>
		expect(() => writeRecord({ length: 240, fields: [[1, 3, '9', 'bank']] }, {})).toThrow(RangeError));
	test('a CNPJ with letters fits: the columns take them', () => {
		const [, , , q] = lines(file('341', 240, [title({ payer: { ...title().payer, taxId: '12ABC34501DE35' } })]));
		expect(at(q, 18, 33)).toBe('2012ABC34501DE35');
	});
});

describe('text', () => {
	test.each([
		['João Conceição', 'JOAO CONCEICAO'],
		['Ação nº 1 – “Ñandú”', 'ACAO NO 1 - NANDU'],
		['  a \t b ', 'A B'],
		['😀', '']
	])('%s', (text, expected) => expect(plainText(text)).toBe(expected));
	test('names are abbreviated from the middle, then cut', () => {
		expect(abbreviated('Maria Aparecida dos Santos Silva', 40)).toBe('MARIA APARECIDA DOS SANTOS SILVA');
		expect(abbreviated('Maria Aparecida dos Santos Silva', 25)).toBe('MARIA APARECIDA D S SILVA');
		expect(abbreviated('Maria Aparecida dos Santos Silva', 20)).toBe('MARIA A D S SILVA');
		expect(abbreviated('Maria Aparecida dos Santos Silva', 10)).toBe('MARIA A D');
		expect(abbreviated('Telecomunicacoesbrasileiras', 10)).toBe('TELECOMUNI');
	});
});

describe('in general', () => {
	const anyTitle = fc
		.record({
			ourNumber: fc.integer({ min: 1, max: 9_999_999 }).map(String),
			documentNumber: fc.integer({ min: 1, max: 999_999_999 }).map(String),
			amountCents: fc.integer({ min: 1, max: 99_999_999 }),
			fineBasisPoints: fc.nat(200),
			interestPerDayCents: fc.nat(999),
			days: fc.nat(99),
			command: fc.constantFrom('register' as const, 'cancel' as const, 'change_due' as const),
			name: fc.string({ unit: 'grapheme', maxLength: 80 }),
			due: fc.nat(400)
		})
		.map(({ name, due, days, ...more }) =>
			title({ ...more, dueOn: addDays('2026-11-22', due), protestDays: days, payer: { ...title().payer, name, street: name } })
		);
	test('every line is as wide as its format, in ASCII, and what was written is read back', () => {
		fc.assert(
			fc.property(fc.constantFrom(...remessas), fc.array(anyTitle, { maxLength: 4 }), (layout, titles) => {
				const all = lines(file(layout.bank, layout.format, titles));
				for (const line of all) expect(line).toMatch(new RegExp(`^[\\x20-\\x7e]{${layout.format}}$`));
				const detail = layout.details[0]?.layout;
				const firsts = all.filter((line) => (layout.format === 240 ? line[7] === '3' && line[13] === 'P' : line[0] === '1'));
				expect(firsts.length).toBe(titles.length);
				for (const [i, line] of firsts.entries()) {
					const { values, unreadable } = readRecord(detail ?? layout.fileHeader, line);
					expect(unreadable).toEqual([]);
					expect(values['amountCents']).toBe(titles[i]?.amountCents);
					expect(values['dueOn']).toBe(titles[i]?.dueOn);
					expect(Number(values['documentNumber'])).toBe(Number(titles[i]?.documentNumber));
				}
				// Counts of the trailers.
				const end = all.at(-1);
				if (layout.format === 240) {
					expect(Number(at(end, 24, 29))).toBe(all.length);
					expect(Number(at(all.at(-2), 18, 23))).toBe(all.length - 2);
				} else expect(Number(at(end, 395, 400))).toBe(all.length);
			})
		);
	});
});
