import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retornos } from './layouts.ts';
import { occurrenceMeaning, occurrenceMeanings } from './occurrence.ts';
import { splitLines } from './read.ts';
import { bareOurNumber, eventKey, readRetorno, recogniseRetorno, sameOurNumber, type Retorno } from './retorno.ts';
import { settle, type SettleInvoice } from './settle.ts';

/** A line made by columns as manuals count them: nothing of the tables under test. */
const made = (width: number, ...parts: readonly (readonly [from: number, text: string])[]): string => {
	const line = Array.from({ length: width }, () => ' ');
	for (const [from, text] of parts) for (let i = 0; i < text.length; i++) line[from - 1 + i] = text[i] ?? ' ';
	return line.join('');
};
const read = (file: string | Uint8Array): Retorno => {
	const retorno = readRetorno(file);
	if (!retorno.ok) throw new Error(retorno.code);
	return retorno;
};

// Bradesco's retorno: columns of its layout 4008-524-0121 (notes on CNAB 400).
const header237 = made(400, [1, '02RETORNO01COBRANCA'], [77, '237BRADESCO'], [95, '231126'], [395, '000001']);
const line237 = (occurrence: string, paid: string, more: readonly (readonly [number, string])[] = []) =>
	made(
		400,
		[1, '1'],
		[38, 'FATURA-1001'],
		[71, '00000000525P'],
		[109, occurrence],
		[111, '231126'],
		[117, '1001'],
		[147, '101126'],
		[153, '0000000009990'],
		[176, '0000000000175'],
		[254, paid],
		[267, '0000000000233'],
		[296, '241126'],
		[319, '0000000000'],
		[395, '000002'],
		...more
	);
const end400 = made(400, [1, '9'], [395, '000003']);
const file237 = (...lines: readonly string[]) => [header237, ...lines, end400].map((line) => `${line}\r\n`).join('');

// Segments T and U as FEBRABAN draws them; Santander's T as in the notes.
const header240 = (bank: string) => made(240, [1, `${bank}00000`], [143, '223112026']);
const t = (bank: string, ...more: readonly (readonly [number, string])[]) =>
	made(
		240,
		[1, `${bank}00013`],
		[9, '00001T'],
		[16, '06'],
		[59, '1001'],
		[74, '10112026'],
		[82, '000000000009990'],
		[106, 'FATURA-1001'],
		[149, 'JOAO CONCEICAO'],
		[199, '000000000000175'],
		[214, '0400000000'],
		...more
	);
const u = (bank: string, ...more: readonly (readonly [number, string])[]) =>
	made(
		240,
		[1, `${bank}00013`],
		[9, '00002U'],
		[16, '06'],
		[18, '000000000000233'],
		[78, '000000000010223'],
		[93, '000000000010048'],
		[138, '2311202624112026'],
		...more
	);

describe('CNAB 400', () => {
	test('Bradesco, column by column', () => {
		const retorno = read(file237(line237('06', '0000000010223')));
		expect([retorno.bank, retorno.format, retorno.problems]).toEqual(['237', 400, []]);
		expect(retorno.entries).toEqual([
			{
				lines: [2],
				occurrence: '06',
				meaning: 'paid',
				ourNumber: '00000000525',
				ourNumberDigit: 'P',
				documentNumber: '1001',
				control: 'FATURA-1001',
				dueOn: '2026-11-10',
				amountCents: 9_990,
				paidCents: 10_223,
				additionsCents: 233,
				discountCents: 0,
				abatementCents: 0,
				feeCents: 175,
				occurredOn: '2026-11-23',
				creditedOn: '2026-11-24',
				reasons: []
			}
		]);
	});
	// Itaú, "Layout de cobrança 400 bytes", registro de transação do retorno.
	test('Itaú: number in 86–93, its digit in 94, reasons in 378–385', () => {
		const header = made(400, [1, '02RETORNO01COBRANCA'], [77, '341BANCO ITAU SA']);
		const line = made(
			400,
			[1, '1'],
			[63, '99999999'],
			[83, '109123456784'],
			[109, '03'],
			[111, '231126'],
			[153, '0000000009990'],
			[378, '14420000'],
			[395, '000002']
		);
		expect(read(`${header}\n${line}\n`).entries).toMatchObject([
			{ ourNumber: '12345678', ourNumberDigit: '4', meaning: 'refused', reasons: ['14', '42'] }
		]);
	});
	test('Banco do Brasil: details begin with 7, numbers have 17 digits', () => {
		const header = made(400, [1, '02RETORNO01COBRANCA'], [77, '001BANCO DO BRASIL']);
		const line = made(
			400,
			[1, '7'],
			[64, '12345670000000001'],
			[87, '04'],
			[109, '15'],
			[111, '231126'],
			[176, '241126'],
			[182, '0000175'],
			[254, '0000000009990']
		);
		const ignored = made(400, [1, '1'], [64, 'x'], [109, '06']);
		expect(read(`${header}\n${line}\n${ignored}\n`).entries).toMatchObject([
			{
				lines: [2],
				ourNumber: '12345670000000001',
				ourNumberDigit: '',
				meaning: 'paid',
				creditedOn: '2026-11-24',
				feeCents: 175,
				reasons: ['04']
			}
		]);
	});
	test('Santander: seven digits and the check digit, three characters a reason', () => {
		const header = made(400, [1, '02RETORNO01COBRANCA'], [77, '033SANTANDER']);
		const line = made(400, [1, '1'], [63, '90002720'], [109, '03'], [137, '092016000']);
		expect(read(`${header}\n${line}`).entries).toMatchObject([{ ourNumber: '9000272', ourNumberDigit: '0', reasons: ['092', '016'] }]);
	});
	const paid = [
		[111, '231126'],
		[153, '0000000009990'],
		[254, '0000000010223'],
		[267, '0000000000233']
	] as const;
	const one = (bank: string, ...parts: readonly (readonly [number, string])[]) =>
		read(`${made(400, [1, '02RETORNO01COBRANCA'], [77, bank])}\n${made(400, [1, '1'], ...paid, ...parts)}`).entries;
	test('Caixa: occurrences of its own, 21 is a payment and 06 is none', () => {
		const columns = [
			[32, 'FATURA-1001'],
			[57, '14000000000000001'],
			[176, '0000000000175'],
			[294, '241126']
		] as const;
		expect(one('104', ...columns, [109, '21'])).toMatchObject([
			{
				ourNumber: '14000000000000001',
				control: 'FATURA-1001',
				meaning: 'paid',
				paidCents: 10_223,
				additionsCents: 233,
				feeCents: 175,
				creditedOn: '2026-11-24'
			}
		]);
		expect(one('104', ...columns, [109, '06'])).toMatchObject([{ meaning: 'changed' }]);
		expect(one('104', ...columns, [109, '99'], [80, '045'])).toMatchObject([{ meaning: 'refused', reasons: ['045'] }]);
	});
	test('Sicredi: the day of the credit begins with its year', () =>
		expect(
			one('748', [48, '262123458'], [109, '06'], [117, '1001'], [176, '0000000000175'], [319, 'H5A1'], [329, '20261124'])
		).toMatchObject([
			{
				ourNumber: '26212345',
				ourNumberDigit: '8',
				documentNumber: '1001',
				meaning: 'paid',
				paidCents: 10_223,
				feeCents: 175,
				creditedOn: '2026-11-24',
				reasons: ['H5', 'A1']
			}
		]));
	test('Sicoob: fee of seven digits after the day of the credit', () =>
		expect(one('756', [38, 'FATURA-1001'], [63, '00000000021'], [109, '06'], [176, '241126'], [182, '0000175'])).toMatchObject([
			{ ourNumber: '00000000021', control: 'FATURA-1001', meaning: 'paid', feeCents: 175, creditedOn: '2026-11-24', reasons: [] }
		]));
});

describe('CNAB 240', () => {
	test('a pair of T and U is one entry', () => {
		const retorno = read([header240('237'), t('237', [38, '0090000000000000525P']), u('237')].join('\r\n'));
		expect(retorno.problems).toEqual([]);
		expect(retorno.entries).toEqual([
			{
				lines: [2, 3],
				occurrence: '06',
				meaning: 'paid',
				ourNumber: '00000000525',
				ourNumberDigit: 'P',
				documentNumber: '1001',
				control: 'FATURA-1001',
				dueOn: '2026-11-10',
				amountCents: 9_990,
				paidCents: 10_223,
				additionsCents: 233,
				discountCents: 0,
				abatementCents: 0,
				feeCents: 175,
				occurredOn: '2026-11-23',
				creditedOn: '2026-11-24',
				reasons: ['04']
			}
		]);
	});
	test.each([
		['001', 38, '12345670000000001', '12345670000000001', ''],
		['001', 38, '12345600001X', '12345600001', 'X'],
		['104', 40, '14000000000000001', '14000000000000001', ''],
		['341', 38, '109123456784', '12345678', '4'],
		['748', 38, '262123458', '26212345', '8'],
		['756', 38, '00000000218', '000000002', '1']
	])('%s has its number at column %d: %s', (bank, column, text, number, digit) => {
		const [entry] = read([header240(bank), t(bank, [column, text]), u(bank)].join('\n')).entries;
		expect([entry?.ourNumber, entry?.ourNumberDigit]).toEqual([number, digit]);
	});
	// Columns of Santander's segment T from the notes; nosso número vector 566612457800-2.
	test('Santander draws segment T its own way', () => {
		const line = made(
			240,
			[1, '03300013'],
			[9, '00001T'],
			[16, '02'],
			[41, '5666124578002'],
			[55, '1001'],
			[70, '10112026'],
			[78, '000000000009990'],
			[101, 'FATURA-1001'],
			[129, '000052998224725'],
			[144, 'JOAO'],
			[194, '000000000000175'],
			[209, 'A4']
		);
		expect(read([header240('033'), line, u('033')].join('\n')).entries).toMatchObject([
			{
				ourNumber: '566612457800',
				ourNumberDigit: '2',
				documentNumber: '1001',
				dueOn: '2026-11-10',
				amountCents: 9_990,
				control: 'FATURA-1001',
				feeCents: 175,
				reasons: ['A4'],
				meaning: 'registered'
			}
		]);
	});
	test('segments for other purposes between or after the pair change nothing', () => {
		const y = made(240, [1, '23700013'], [9, '00003Y'], [18, '04']);
		expect(read([header240('237'), t('237', [46, '00000000525P']), y, u('237'), y].join('\n'))).toMatchObject({
			entries: [{ lines: [2, 4] }],
			problems: []
		});
	});
	test('a T without its U, and a U without its T, are kept with that reason', () => {
		const pair = t('237', [46, '00000000525P']);
		const retorno = read([header240('237'), u('237'), pair, pair, u('237'), pair].join('\n'));
		expect(retorno.entries.map((e) => e.lines)).toEqual([[4, 5]]);
		expect(retorno.problems.map(({ number, problem }) => [number, problem])).toEqual([
			[2, 'segment_missing'],
			[3, 'segment_missing'],
			[6, 'segment_missing']
		]);
	});
	test('a line of another bank is no line of this file', () =>
		expect(read([header240('237'), t('341', [46, '00000000525P']), u('237')].join('\n')).problems.map((p) => p.problem)).toEqual([
			'other_bank',
			'segment_missing'
		]));
});

describe('files as they come', () => {
	const pair = [header240('237'), t('237', [46, '00000000525P']), u('237')];
	test('lost trailing spaces, LF, CRLF, a byte too many, empty lines and the mark of DOS', () => {
		const expected = read(pair.join('\r\n')).entries.map(({ lines: _, ...entry }) => entry);
		for (const file of [
			pair.join('\n'),
			pair.map((l) => l.trimEnd()).join('\r\n'),
			pair.map((l) => `${l} `).join('\n'),
			`${pair.join('\r\n')}\r\n\r\n\x1a`
		])
			expect(read(file).entries.map(({ lines: _, ...entry }) => entry)).toEqual(expected);
	});
	test('Latin-1: a byte is a letter', () => {
		const text = file237(line237('06', '0000000010223')).replace('FATURA-1001', 'JOÃO Nº 100');
		const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
		expect(read(bytes).entries[0]?.control).toBe('JOÃO Nº 100');
	});
	test('a line of a wrong length keeps its text, and the others their meaning', () => {
		const long = `${line237('06', '0000000010223')}X`;
		const short = line237('06', '0000000010223').slice(0, 160);
		const retorno = read(file237(long, short, line237('02', '0000000000000')));
		expect(retorno.problems.map(({ number, problem, raw, fields }) => [number, problem, raw.length, fields])).toEqual([
			[2, 'too_long', 401, []],
			[3, 'unreadable', 160, ['amountCents']]
		]);
		expect(retorno.entries.map((e) => [e.lines, e.meaning])).toEqual([[[4], 'registered']]);
		expect(retorno.raw.length).toBe(5);
	});
	test('what stands in a number and is none is named', () => {
		const retorno = read(
			file237(line237('06', '00000000A0223'), line237('06', '0000000010223', [[111, '310226']]), line237('  ', '0000000000000'))
		);
		expect(retorno.problems.map((p) => p.fields)).toEqual([['paidCents'], ['occurredOn'], ['occurrence']]);
		expect(retorno.entries).toEqual([]);
	});
	test('which file it is', () => {
		expect(recogniseRetorno(header237)).toEqual({ bank: '237', format: 400 });
		expect(recogniseRetorno(header240('756'))).toEqual({ bank: '756', format: 240 });
		// A remessa is no retorno.
		expect(recogniseRetorno(made(240, [1, '23700000'], [143, '1']))).toBeNull();
		expect(readRetorno('')).toMatchObject({ ok: false, code: 'cnab_layout_unknown' });
		expect(readRetorno(made(400, [1, '02RETORNO'], [77, '085']))).toMatchObject({ ok: false, detail: { bank: '085', format: 400 } });
	});
	test('no file breaks the reader, and no line is lost', () => {
		const piece = fc.constantFrom(...pair, header237, line237('06', '0000000010223'), '', 'x', '\x00\xff', made(240, [8, '3'], [14, 'T']));
		fc.assert(
			fc.property(
				fc.constantFrom(header237, header240('237')),
				fc.array(fc.tuple(piece, fc.nat(420)), { maxLength: 8 }),
				(first, pieces) => {
					const file = [first, ...pieces.map(([text, cut]) => text.slice(0, cut))].join('\n');
					const retorno = read(file);
					expect(retorno.raw.map((line) => line.raw)).toEqual(file.split('\n').filter((line) => line.trim() !== ''));
					const used = [...retorno.entries.flatMap((e) => e.lines), ...retorno.problems.map((p) => p.number)];
					expect(new Set(used).size).toBe(used.length);
				}
			)
		);
	});
	test('lines keep the number that an editor shows', () =>
		expect(splitLines('a\r\n\r\nb\rc\n').map(({ number, raw }) => `${number}${raw}`)).toEqual(['1a', '3b', '4c']));
});

describe('occurrences', () => {
	test.each([
		['237', 400, '06', 'paid'],
		['237', 400, '15', 'paid'],
		['237', 400, '17', 'paid_after_cancel'],
		['237', 400, '02', 'registered'],
		['341', 400, '15', 'instruction_refused'],
		['341', 240, '10', 'cancelled_as_paid'],
		['341', 400, '32', 'protested'],
		['001', 400, '05', 'paid_after_cancel'],
		['001', 240, '25', 'protested'],
		['104', 240, '46', 'paid'],
		['104', 240, '47', 'payment_reversed'],
		['033', 400, '17', 'paid'],
		['033', 400, '09', 'cancelled'],
		['033', 240, '09', 'cancelled'],
		['756', 240, '50', 'cheque_pending'],
		['748', 240, '36', 'instruction_refused'],
		['748', 240, '50', 'unknown'],
		['237', 400, '99', 'unknown'],
		['237', 400, 'constructor', 'unknown'],
		['999', 240, '06', 'unknown']
	] as const)('%s/%d %s is %s', (bank, format, code, meaning) => expect(occurrenceMeaning(bank, format, code)).toBe(meaning));
	test('every bank that can be read has payments, entries and refusals; 15 is not a payment everywhere', () => {
		const codes = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));
		for (const { bank, format } of retornos) {
			const meanings = codes.map((code) => occurrenceMeaning(bank, format, code));
			for (const needed of ['registered', 'refused', 'paid', 'cancelled'] as const) expect(meanings, `${bank}/${format}`).toContain(needed);
			// Caixa's own 400 counts otherwise: 06 is a change there, 21 the payment.
			expect(occurrenceMeaning(bank, format, bank === '104' && format === 400 ? '21' : '06')).toBe('paid');
		}
		expect(new Set(occurrenceMeanings).size).toBe(occurrenceMeanings.length);
	});
});

describe('the decision per line', () => {
	const invoice = (more: Partial<SettleInvoice> = {}): SettleInvoice => ({
		id: 'i',
		openCents: 9_990,
		lateCents: 233,
		discountCents: 0,
		cancelled: false,
		...more
	});
	const entry = (occurrence: string, paidCents: number) => {
		const [found] = read(file237(line237(occurrence, String(paidCents).padStart(13, '0')))).entries;
		if (!found) throw new Error('no entry');
		return found;
	};
	const decided = (occurrence: string, paid: number, ...invoices: readonly SettleInvoice[]) => {
		const decision = settle(entry(occurrence, paid), invoices);
		return decision.do === 'queue'
			? decision.reason
			: decision.do === 'settle'
				? `settle ${decision.cents}${decision.partial ? ' partial' : ''}`
				: decision.do;
	};
	test('paid in full, with fees, and anything between: settled on the day of payment', () => {
		expect(settle(entry('06', 10_223), [invoice()])).toEqual({
			do: 'settle',
			invoiceId: 'i',
			cents: 10_223,
			paidOn: '2026-11-23',
			creditedOn: '2026-11-24',
			partial: false
		});
		expect([9_990, 10_000, 10_233].map((paid) => decided('06', paid, invoice()))).toEqual(['settle 9990', 'settle 10000', 'settle 10233']);
		expect(decided('15', 9_990, invoice())).toBe('settle 9990');
	});
	test('odd amounts wait for a person', () => {
		expect(decided('06', 9_989, invoice())).toBe('amount_low');
		expect(decided('06', 10_234, invoice())).toBe('amount_high');
		expect(decided('06', 0, invoice())).toBe('no_amount');
	});
	test('with a discount that holds on the day, less is enough', () => {
		expect(decided('06', 9_490, invoice({ discountCents: 500 }))).toBe('settle 9490');
		expect(decided('06', 9_489, invoice({ discountCents: 500 }))).toBe('amount_low');
	});
	test('a part is settled as a part only where the bank says so (Itaú 07)', () => {
		const partial = { ...entry('06', 5_000), meaning: 'paid_partially' as const };
		expect(settle(partial, [invoice()])).toMatchObject({ do: 'settle', cents: 5_000, partial: true });
	});
	// Trap 1 of the notes: a public sample has occurrence 02 and a paid amount of 1450,00.
	test('a confirmation with a paid amount settles nothing', () => expect(decided('02', 145_000, invoice())).toBe('note'));
	test('no invoice, several, one that is paid, one that is cancelled', () => {
		expect(decided('06', 9_990)).toBe('unknown_number');
		expect(decided('06', 9_990, invoice(), invoice({ id: 'j' }))).toBe('ambiguous_number');
		expect(decided('06', 9_990, invoice({ openCents: 0 }))).toBe('paid_twice');
		expect(decided('06', 9_990, invoice({ cancelled: true, openCents: 0 }))).toBe('paid_after_cancel');
		expect(decided('17', 9_990, invoice())).toBe('settle 9990');
	});
	test('refusals and reversals ask for a person; the rest is noted or kept', () => {
		expect(['03', '32', '40', '99'].map((code) => decided(code, 0, invoice()))).toEqual([
			'refused',
			'instruction_refused',
			'payment_reversed',
			'unknown_occurrence'
		]);
		expect(['09', '14', '23', '11'].map((code) => decided(code, 0, invoice()))).toEqual(['note', 'note', 'note', 'note']);
		expect([decided('28', 0, invoice()), decided('02', 0)]).toEqual(['keep', 'keep']);
	});
	test('what is settled is what the line says, for one open invoice, and only for an occurrence that means a payment', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 99 }),
				fc.nat(20_000),
				fc.array(fc.record({ openCents: fc.nat(12_000), lateCents: fc.nat(500), discountCents: fc.nat(500), cancelled: fc.boolean() }), {
					maxLength: 2
				}),
				(code, paid, rows) => {
					const line = entry(String(code).padStart(2, '0'), paid);
					const decision = settle(
						line,
						rows.map((row, i) => ({ id: String(i), ...row }))
					);
					if (decision.do !== 'settle') return;
					expect(rows.length).toBe(1);
					expect(decision.cents).toBe(paid);
					expect(['paid', 'paid_partially', 'paid_after_cancel']).toContain(line.meaning);
					expect(rows[0]?.cancelled).toBe(false);
					expect(paid).toBeGreaterThanOrEqual((rows[0]?.openCents ?? 0) - (rows[0]?.discountCents ?? 0));
				}
			)
		);
	});
});

describe('the same again', () => {
	test('numbers are the same with and without leading zeros and points', () => {
		expect(sameOurNumber('00000000525', '525')).toBe(true);
		expect(sameOurNumber('525', '526')).toBe(false);
		expect(bareOurNumber('00.021-p')).toBe('21P');
	});
	test('an event has one key, whatever file and line it comes in', () => {
		const [a] = read(file237(line237('06', '0000000010223'))).entries;
		const [, b] = read(file237(line237('02', '0000000000000'), line237('06', '0000000010223'))).entries;
		const [c] = read(file237(line237('06', '0000000010224'))).entries;
		if (!a || !b || !c) throw new Error('no entry');
		expect(eventKey('237', a)).toBe('237:525:06:2026-11-23:10223');
		expect(eventKey('237', b)).toBe(eventKey('237', a));
		expect(eventKey('237', c)).not.toBe(eventKey('237', a));
	});
});
