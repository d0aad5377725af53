import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayFromNumber, dayNumber, daysBetween } from '../day/day.ts';
import { bankCodes, banks, type BoletoAccount, type BoletoTitle } from './account.ts';
import { makeBarcode } from './barcode.ts';
import { checkAccount } from './check-account.ts';
import { modulo10, modulo11 } from './check-digit.ts';
import { collectionDigit, collectionLine, formatCollectionLine, type AmountKind } from './collection.ts';
import { dueDay, dueFactor } from './due-factor.ts';
import { issueBoleto, type IssuedBoleto } from './issue.ts';
import { barcodeOfLine, formatLine, lineOfBarcode } from './line.ts';
import { readBoleto } from './read.ts';

const today = '2026-11-22';
const digits = (n: number) => fc.stringMatching(new RegExp(`^[0-9]{${n}}$`));
const bare = (line: string) => line.replace(/\D/g, '');
const codes = (read: ReturnType<typeof readBoleto>) =>
	read.ok ? [] : read.refusals.map((r) => r.code + (r.detail?.['block'] === undefined ? '' : ` ${r.detail['block']}`));

/** Digits whose place and value are changed: `at` into the text, `by` 1 to 9. */
const changed = (text: string, at: number, by: number) => text.slice(0, at) + ((Number(text[at]) + by) % 10) + text.slice(at + 1);
const place = (length: number) => fc.integer({ min: 0, max: length - 1 });
const by = fc.integer({ min: 1, max: 9 });

describe('due factor', () => {
	// Carta-Circular BCB 2.926/2000, and FEBRABAN on the rollover of 2025; the days between recounted by hand.
	test.each([
		['2000-07-03', 1000],
		['2008-02-01', 3769],
		['2016-12-25', 7019],
		['2025-02-21', 9999],
		['2025-02-22', 1000],
		['2026-11-21', 1637],
		['2029-05-20', 2548],
		['2049-10-13', 9999],
		['2049-10-14', 1000]
	])('%s is %d', (day, factor) => expect(dueFactor(day)).toBe(factor));
	test("one factor, two days: the reader's day decides", () => {
		expect(dueDay(1000, '2024-06-01')).toBe('2025-02-22');
		expect(dueDay(1000, '2001-01-01')).toBe('2000-07-03');
		expect(dueDay(9999, '2025-03-01')).toBe('2025-02-21');
		expect(dueDay(9999, '2049-10-01')).toBe('2049-10-13');
		expect(dueDay(1637, today)).toBe('2026-11-21');
	});
	test('no factor before July 2000, no day for what is no factor', () => {
		expect(() => dueFactor('2000-07-02')).toThrow(RangeError);
		for (const factor of [0, 999, 10_000, 1000.5, NaN]) expect(() => dueDay(factor, today)).toThrow(RangeError);
	});
	test('a day from 3499 days ago to 5500 ahead is read back as itself, in any era', () => {
		const first = dayNumber('2000-07-03');
		fc.assert(
			fc.property(fc.integer({ min: first, max: first + 30_000 }), fc.integer({ min: -3499, max: 5500 }), (now, away) => {
				fc.pre(now + away >= first);
				const due = dayFromNumber(now + away);
				expect(dueDay(dueFactor(due), dayFromNumber(now))).toBe(due);
			}),
			{ numRuns: 5_000 }
		);
	});
	test('what is read lies in that window and has that factor', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 0, max: 20_000 }), (factor, later) => {
				// Before 2010 the window reaches behind the first factor of all.
				const now = addDays('2010-02-01', later);
				const due = dueDay(factor, now);
				expect(dueFactor(due)).toBe(factor);
				expect(daysBetween(now, due)).toBeLessThanOrEqual(5500);
				expect(daysBetween(now, due)).toBeGreaterThanOrEqual(-3499);
			})
		);
	});
});

describe('check digits', () => {
	test('of the banks themselves, as printed on their slips: 001-9, 033-7, 104-0, 237-2, 341-7, 748-X, 756-0', () => {
		const two = (ten: string) => ({ ten, eleven: '0' });
		for (const code of ['001', '033', '237', '341', '748'] as const) expect(modulo11(code, two('X'))).toBe(banks[code].digit);
		// Caixa's is modulo 10 of its code; Sicoob's is 0 by both.
		expect(modulo10('104')).toBe(banks['104'].digit);
		expect(modulo11('756', two('X'))).toBe(banks['756'].digit);
	});
	test('of collection slips modulo 11: rests 0 and 1 give 0, rest 10 gives 1', () => {
		// 0 × 2, 6 × 2 and 5 × 2.
		expect(['0', '6', '5'].map((d) => collectionDigit(d, '8'))).toEqual(['0', '0', '1']);
		expect(['0', '6', '5'].map((d) => collectionDigit(d, '6'))).toEqual(['0', '7', '9']);
	});
	test('modulo 10 notices every single wrong digit, its own included', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9]{1,30}$/), fc.nat(), by, (text, at, by) => {
				const whole = text + modulo10(text);
				const wrong = changed(whole, at % whole.length, by);
				expect(modulo10(wrong.slice(0, -1))).not.toBe(wrong.at(-1));
			}),
			{ numRuns: 3_000 }
		);
	});
});

const title = (more: Partial<BoletoTitle>): BoletoTitle => ({ number: '1', issuedOn: '2008-02-01', dueOn: null, amountCents: 0, ...more });
const issued = (account: BoletoAccount, t: Partial<BoletoTitle>): IssuedBoleto => {
	const result = issueBoleto(account, title(t));
	if (!result.ok) throw new Error(JSON.stringify(result));
	return result;
};

const bb: BoletoAccount = {
	bank: '001',
	bankBranch: '4042',
	bankBranchDigit: '8',
	accountNumber: '61900',
	accountDigit: '0',
	portfolio: '18',
	beneficiaryCode: '1238798'
};
const santander: BoletoAccount = { bank: '033', bankBranch: '59', beneficiaryCode: '1899775', portfolio: '102' };
const caixa: BoletoAccount = { bank: '104', bankBranch: '1825', beneficiaryCode: '245274', portfolio: '1' };
const bradesco: BoletoAccount = {
	bank: '237',
	bankBranch: '4042',
	bankBranchDigit: '8',
	accountNumber: '61900',
	accountDigit: '0',
	portfolio: '06'
};
const itau: BoletoAccount = { bank: '341', bankBranch: '810', accountNumber: '53678', accountDigit: '9', portfolio: '175' };
const sicredi: BoletoAccount = { bank: '748', bankBranch: '710', station: '65', beneficiaryCode: '129', originByte: '2', portfolio: '1' };
const sicoob: BoletoAccount = { bank: '756', bankBranch: '4327', beneficiaryCode: '229385', portfolio: '1', modality: '01' };

// Expected values of the public, MIT-licensed suite of kivanio/brcobranca (spec/brcobranca/boleto), which follow the manuals of the banks.
describe('slips published elsewhere', () => {
	const cents = (reais: string) => Number(reais.replace('.', ''));
	test.each<[name: string, BoletoAccount, Partial<BoletoTitle>, line: string, ourNumber: string | null, account: string | null]>([
		[
			'001, convênio of 7',
			bb,
			{ number: '7777700168', dueOn: '2008-02-03', amountCents: cents('135.00') },
			'00190.00009 01238.798779 77700.168188 3 37710000013500',
			'12387987777700168',
			'4042-8 / 00061900-0'
		],
		[
			'001, convênio of 8',
			{ ...bb, beneficiaryCode: '12387989' },
			{ number: '777700168', dueOn: '2008-02-01', amountCents: 13500 },
			'00190.00009 01238.798977 77700.168188 3 37690000013500',
			'12387989777700168',
			'4042-8 / 00061900-0'
		],
		[
			'001, convênio of 6',
			{ ...bb, beneficiaryCode: '123879' },
			{ number: '1234', dueOn: '2008-02-01', amountCents: 13500 },
			'00191.23876 90123.440423 00061.900189 2 37690000013500',
			null,
			'4042-8 / 00061900-0'
		],
		[
			'001, convênio of 6, long numbers',
			{ ...bb, beneficiaryCode: '123879', longNumbers: true },
			{ number: '1234567899', dueOn: '2008-02-01', amountCents: 13500 },
			'00191.23876 90000.000126 34567.899215 9 37690000013500',
			'00000001234567899',
			'4042-8 / 00061900-0'
		],
		[
			'001, convênio of 4',
			{ ...bb, beneficiaryCode: '1238' },
			{ number: '123456', dueOn: '2008-02-01', amountCents: 13500 },
			'00191.23801 12345.640424 00061.900189 1 37690000013500',
			null,
			'4042-8 / 00061900-0'
		],
		[
			'033',
			santander,
			{ number: '90000267', dueOn: '2011-10-09', amountCents: 2500 },
			'03399.18997 77500.009004 00267.001022 8 51150000002500',
			'000090000267-0',
			'0059 / 1899775'
		],
		[
			'033, another number',
			santander,
			{ number: '90002720', dueOn: '2012-09-08', amountCents: 5400 },
			'03399.18997 77500.009004 02720.701024 9 54500000005400',
			'000090002720-7',
			'0059 / 1899775'
		],
		[
			'237, carteira 06',
			{ ...bradesco, bankBranch: '1172', bankBranchDigit: 'P', accountNumber: '403005', accountDigit: '2' },
			{ number: '75896452', dueOn: '2009-04-30', amountCents: 295295 },
			'23791.17209 60007.589645 52040.300502 5 42230000295295',
			null,
			null
		],
		[
			'237, carteira 03',
			{ ...bradesco, portfolio: '3' },
			{ number: '777700168', dueOn: '2008-02-02', amountCents: 13500 },
			'23794.04201 30077.770011 68006.190000 1 37700000013500',
			null,
			'4042-8 / 0061900-0'
		],
		[
			'341, no amount',
			itau,
			{ number: '12345678', dueOn: '2009-08-14' },
			'34191.75124 34567.840813 05367.890000 1 43290000000000',
			'175/12345678-4',
			'0810 / 53678-9'
		],
		[
			'341, carteira 196 with the number of the document',
			{ ...itau, portfolio: '196', beneficiaryCode: '12345' },
			{ number: '258281', dueOn: '2004-09-05', amountCents: 13500, documentNumber: '123.456-7' },
			'34191.96005 25828.112349 56712.345505 1 25250000013500',
			null,
			'0810 / 53678-9'
		],
		[
			'341, the second era of the due factor',
			{ ...itau, portfolio: '109', bankBranch: '1248', accountNumber: '02124', accountDigit: '6' },
			{ number: '10152', dueOn: '2029-05-20', amountCents: 675787 },
			'34191.09008 01015.271248 80212.460002 4 25480000675787',
			'109/00010152-7',
			'1248 / 02124-6'
		],
		[
			'748',
			sicredi,
			{ number: '8879', issuedOn: '2016-08-22', dueOn: '2016-08-22', amountCents: 19557 },
			'74891.11620 08879.307109 65001.291015 1 68940000019557',
			'16/208879-3',
			'0710.65.00129'
		],
		[
			'748, not registered',
			{ ...sicredi, portfolio: '3' },
			{ number: '8879', issuedOn: '2016-08-22', dueOn: '2016-08-22', amountCents: 19557 },
			'74893.11626 08879.307109 65001.291056 1 68940000019557',
			'16/208879-3',
			'0710.65.00129'
		],
		[
			'756',
			sicoob,
			{ number: '2', dueOn: '2016-02-18', amountCents: 5000 },
			'75691.43279 01022.938508 00000.240010 2 67080000005000',
			'0000002-4',
			'4327 / 0229385'
		],
		[
			'756, modality 05',
			{ ...sicoob, bankBranch: '4134', beneficiaryCode: '148180', modality: '05' },
			{ number: '110', dueOn: '2017-04-15', amountCents: 23500 },
			'75691.41349 05014.818008 00011.040011 4 71300000023500',
			'0000110-4',
			'4134 / 0148180'
		]
	])('%s', (_, account, t, line, ourNumber, shown) => {
		const slip = issued(account, t);
		expect(formatLine(slip.line)).toBe(line);
		if (ourNumber !== null) expect(slip.ourNumberShown).toBe(ourNumber);
		if (shown !== null) expect(slip.accountShown).toBe(shown);
	});

	test('104: free field, number and beneficiary', () => {
		const slip = issued(caixa, { number: '1', dueOn: '2025-03-10', amountCents: 9990 });
		expect(slip.freeField).toBe('2452740000100040000000017');
		expect(slip.ourNumberShown).toBe('14000000000000001-4');
		// Digits 3–5, 1, 6–8, 2 and 9–17 of the number, as the manual of the SIGCB lists them.
		expect(issued(caixa, { number: '123456789012345' }).freeField.slice(7, 24)).toBe('12314564789012345');
		expect(slip.accountShown).toBe('1825/245274-0');
		expect(issued({ ...caixa, bankBranch: '2030', beneficiaryCode: '654321' }, {}).accountShown).toBe('2030/654321-9');
	});
	test('748: position 42 says whether the slip has an amount', () => {
		expect(issued(sicredi, { amountCents: 1 }).freeField[22]).toBe('1');
		expect(issued(sicredi, { amountCents: 0 }).freeField[22]).toBe('0');
	});
	test('check digits of numbers: P, X, 0 and the rest', () => {
		const shown = (account: BoletoAccount, number: string) => issued(account, { number }).ourNumberShown;
		expect(shown({ ...bb, beneficiaryCode: '850680' }, '14982')).toBe('85068014982-9');
		expect(shown({ ...bb, beneficiaryCode: '050094' }, '1448')).toBe('05009401448-1');
		expect(shown(bradesco, '525')).toBe('06/00000000525-P');
		expect(shown({ ...bradesco, portfolio: '9' }, '1')).toBe('09/00000000001-1');
		expect(['2', '6', '1'].map((n) => shown({ ...bradesco, portfolio: '19' }, n).slice(-1))).toEqual(['8', '0', 'P']);
		expect(shown(santander, '566612457800')).toBe('566612457800-2');
		expect(shown(santander, '1961005')).toBe('000001961005-0');
		expect(['15448', '12345678', '34230', '258281'].map((n) => shown(itau, n).slice(-1))).toEqual(['6', '4', '5', '7']);
		expect(Array.from({ length: 13 }, (_, i) => shown(sicoob, String(i + 1)).slice(-1)).join('')).toBe('7419630853085');
		const other: BoletoAccount = { ...sicredi, bankBranch: '165', station: '2', beneficiaryCode: '623' };
		expect(issued(other, { number: '3', issuedOn: '2007-08-26' }).ourNumberShown).toBe('07/200003-1');
	});
});

// Lines of public free fields, due 2025-03-10, R$ 99,90: each accepted by two independent libraries (@brazilian-utils/brazilian-utils
// 2.4.0, @mrmgomes/boleto-utils 1.3.3).
const accepted: readonly (readonly [barcode: string, line: string, ourNumber: string])[] = [
	['00195101600000099900000001238798777770016818', '00190.00009 01238.798779 77700.168188 5 10160000009990', '12387987777700168'],
	['03391101600000099909189977500000900002690102', '03399.18997 77500.000904 00026.901025 1 10160000009990', '000009000026'],
	['10494101600000099902452740000100040000000017', '10492.45275 40000.100046 00000.000174 4 10160000009990', '14000000000000001'],
	['23793101600000099901172060007589645204030050', '23791.17209 60007.589645 52040.300502 3 10160000009990', '00075896452'],
	['34191101600000099901090001015271248021246000', '34191.09008 01015.271248 80212.460002 1 10160000009990', '00010152'],
	['74896101600000099901116208879307106500129101', '74891.11620 08879.307109 65001.291015 6 10160000009990', '16208879'],
	['75691101600000099901432701022938500000024001', '75691.43279 01022.938508 00000.240010 1 10160000009990', '0000002']
];

describe('reading', () => {
	test.each(accepted)('%s', (barcode, line, ourNumber) => {
		for (const text of [barcode, line, bare(line), ` ${line}\n`]) {
			const read = readBoleto(text, today);
			expect(read).toMatchObject({ ok: true, kind: 'bank', dueOn: '2025-03-10', amountCents: 9990, barcode, line: bare(line) });
			if (read.ok && read.kind === 'bank') {
				expect(read.bank).toBe(barcode.slice(0, 3));
				expect(read.bankName).toBe(banks[barcode.slice(0, 3) as keyof typeof banks].name);
				expect(read.freeField).toBe(barcode.slice(19));
				expect(read.reading?.ourNumber).toBe(ourNumber);
			}
		}
	});
	// Bills of a telephone company, a water works and a state, from public suites; the third digit 8 means modulo 11, 6 modulo 10.
	test.each([
		['838600000050096000190009000801782309000343062712', 50960, 'Energia elétrica e gás'],
		['858200000007572503282030560708202107539591904460', 5725, 'Órgãos governamentais'],
		['846300000003299902962024004101360008002006441147', 2999, 'Telecomunicações']
	])('%s', (line, amountCents, segmentName) => {
		const read = readBoleto(formatCollectionLine(line), today);
		expect(read).toMatchObject({ ok: true, kind: 'collection', amountCents, segmentName, line });
		if (read.ok) expect(readBoleto(read.barcode, today)).toEqual(read);
	});
	test('a slip without due day and amount', () => {
		const barcode = makeBarcode({ bank: '001', dueOn: null, amountCents: 0, freeField: '0'.repeat(25) });
		expect(readBoleto(barcode, today)).toMatchObject({ ok: true, dueOn: null, amountCents: 0 });
	});
	test('says what is wrong, and where', () => {
		const line = bare('23791.17209 60007.589645 52040.300502 3 10160000009990');
		expect(codes(readBoleto(changed(line, 5, 1), today))).toEqual(['boleto_block_digit 1']);
		expect(codes(readBoleto(changed(changed(line, 12, 1), 25, 1), today))).toEqual(['boleto_block_digit 2', 'boleto_block_digit 3']);
		expect(codes(readBoleto(changed(line, 32, 1), today))).toEqual(['boleto_tail_digit']);
		expect(codes(readBoleto(changed(line, 46, 1), today))).toEqual(['boleto_tail_digit']);
		expect(codes(readBoleto(changed('23793101600000099901172060007589645204030050', 43, 1), today))).toEqual(['boleto_check_digit']);
		expect(codes(readBoleto(changed('838600000050096000190009000801782309000343062712', 25, 1), today))).toEqual(['boleto_block_digit 3']);
		expect(codes(readBoleto('1'.repeat(48), today))).toEqual(['boleto_kind_unknown 1']);
		expect(codes(readBoleto(`81${'1'.repeat(42)}`, today))).toEqual(['boleto_kind_unknown 1']);
		for (const text of ['', '123', line.slice(1), `${line}00`, `${line.slice(0, 46)}x`, 'boleto'])
			expect(codes(readBoleto(text, today))).toEqual(['boleto_unreadable']);
	});
	test('refuses other currencies and factors that mean no day, though the check digits fit', () => {
		const withDigit = (others: string) => others.slice(0, 4) + modulo11(others, { ten: '1', eleven: '1' }) + others.slice(4);
		expect(codes(readBoleto(withDigit(`0018${'1016'}${'0'.repeat(35)}`), today))).toEqual(['boleto_currency 1']);
		expect(codes(readBoleto(withDigit(`0019${'0999'}${'0'.repeat(35)}`), today))).toEqual(['boleto_due_factor 5']);
		expect(codes(readBoleto(withDigit(`0019${'1016'}${'0'.repeat(35)}`), today))).toEqual([]);
	});
});

const content = fc.record({
	bank: digits(3),
	dueOn: fc.option(fc.integer({ min: -3499, max: 5500 }).map((n) => addDays(today, n))),
	amountCents: fc.integer({ min: 0, max: 9_999_999_999 }),
	freeField: digits(25)
});

describe('barcode and line', () => {
	test('what is written is read: barcode, line and formatted line', () => {
		fc.assert(
			fc.property(content, (content) => {
				fc.pre(!content.bank.startsWith('8'));
				const barcode = makeBarcode(content);
				const line = lineOfBarcode(barcode);
				expect(barcodeOfLine(line)).toBe(barcode);
				for (const text of [barcode, line, formatLine(line)])
					expect(readBoleto(text, today)).toMatchObject({ ok: true, kind: 'bank', ...content });
			}),
			{ numRuns: 3_000 }
		);
	});
	test('content that does not fit is an error', () => {
		const right = { bank: '001', dueOn: null, amountCents: 1, freeField: '0'.repeat(25) };
		for (const wrong of [{ bank: '1' }, { amountCents: -1 }, { amountCents: 1.5 }, { amountCents: 10_000_000_000 }, { freeField: '1' }])
			expect(() => makeBarcode({ ...right, ...wrong })).toThrow(RangeError);
	});
	test('a wrong digit in the first four blocks of a line is always noticed, and its block named', () => {
		fc.assert(
			fc.property(content, place(33), by, (content, at, by) => {
				const read = readBoleto(changed(lineOfBarcode(makeBarcode(content)), at, by), today);
				expect(codes(read)).toEqual(
					at < 10
						? ['boleto_block_digit 1']
						: at < 21
							? ['boleto_block_digit 2']
							: at < 32
								? ['boleto_block_digit 3']
								: ['boleto_tail_digit']
				);
			}),
			{ numRuns: 5_000 }
		);
	});
	test('a wrong digit elsewhere is noticed but where modulo 11 cannot: three remainders share the digit 1', () => {
		let [tried, missed] = [0, 0];
		fc.assert(
			fc.property(content, place(44), by, (content, at, by) => {
				fc.pre(!content.bank.startsWith('8') && !(at === 0 && content.bank.startsWith(String((18 - by) % 10))));
				const barcode = makeBarcode(content);
				const wrong = changed(barcode, at, by);
				fc.pre(!wrong.startsWith('8'));
				tried++;
				if (!codes(readBoleto(wrong, today)).includes('boleto_check_digit')) {
					missed++;
					expect(barcode[4]).toBe('1');
					expect(at).not.toBe(4);
				}
			}),
			{ numRuns: 10_000, seed: 7 }
		);
		// 3 in 11 have the digit 1, and 2 in 10 of their neighbours have it too.
		expect(missed / tried).toBeGreaterThan(0.03);
		expect(missed / tried).toBeLessThan(0.08);
	});
	test('collection slips: what is written is read, and in modulo 10 any wrong digit of a line is noticed', () => {
		const kinds = fc.constantFrom<AmountKind>('6', '7', '8', '9');
		fc.assert(
			fc.property(digits(1), kinds, digits(40), place(48), by, (segment, kind, rest, at, by) => {
				const barcode = `8${segment}${kind}${collectionDigit(`8${segment}${kind}${rest}`, kind)}${rest}`;
				const line = collectionLine(barcode, kind);
				const read = readBoleto(line, today);
				expect(read).toMatchObject({ ok: true, kind: 'collection', barcode, line, segment, freeField: rest.slice(11) });
				expect(read.ok && read.kind === 'collection' ? read.amountCents : 0).toBe(
					kind === '6' || kind === '8' ? Number(rest.slice(0, 11)) : null
				);
				// The kind of amount itself decides how to count.
				if ((kind === '6' || kind === '7') && at !== 2) expect(readBoleto(changed(line, at, by), today).ok).toBe(false);
			}),
			{ numRuns: 5_000 }
		);
	});
});

describe('issuing', () => {
	const accounts: readonly BoletoAccount[] = [
		bb,
		{ ...bb, beneficiaryCode: '12387989' },
		{ ...bb, beneficiaryCode: '123879' },
		{ ...bb, beneficiaryCode: '1238' },
		{ ...bb, beneficiaryCode: '123879', longNumbers: true },
		santander,
		caixa,
		{ ...caixa, portfolio: '2' },
		bradesco,
		itau,
		{ ...itau, portfolio: '157' },
		{ ...itau, portfolio: '198', beneficiaryCode: '777' },
		sicredi,
		{ ...sicredi, portfolio: '3', originByte: '9' },
		sicoob
	];
	test('every bank is tried', () => expect(new Set(accounts.map((a) => a.bank))).toEqual(new Set(bankCodes)));
	test('the slip of any number, day and amount of every account reads back, nosso número included', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...accounts),
				fc.stringMatching(/^[0-9]{1,17}$/),
				fc.integer({ min: -3499, max: 5500 }),
				fc.integer({ min: 0, max: 9_999_999_999 }),
				(account, anyNumber, away, amountCents) => {
					const checked = checkAccount(account);
					const number = anyNumber.slice(0, checked.ok ? checked.layout.numberDigits : 0);
					const dueOn = addDays(today, away);
					const slip = issued(account, { number, dueOn, amountCents, issuedOn: '2026-11-01', documentNumber: number, instalment: 12 });
					const read = readBoleto(formatLine(slip.line), today);
					expect(read).toMatchObject({ ok: true, bank: account.bank, dueOn, amountCents, barcode: slip.barcode });
					expect(read.ok && read.kind === 'bank' ? read.reading?.ourNumber : null).toBe(slip.ourNumber);
					expect(slip.ourNumber.endsWith(number)).toBe(true);
				}
			),
			{ numRuns: 5_000 }
		);
	});
	test('two numbers never share a slip, and the same number gives the same', () => {
		for (const account of accounts) {
			const numbers = Array.from(
				{ length: 500 },
				(_, i) => issued(account, { number: String(i * 199), dueOn: today, amountCents: 1 }).barcode
			);
			expect(new Set(numbers).size).toBe(500);
			expect(issued(account, { number: '199', dueOn: today, amountCents: 1 }).barcode).toBe(numbers[1]);
		}
	});
	test('what is missing or wrong in an account is named by field', () => {
		const wrong = (account: BoletoAccount) => {
			const checked = checkAccount(account);
			return checked.ok ? [] : checked.refusals.map((r) => `${r.field}: ${r.code}`);
		};
		expect(accounts.flatMap(wrong)).toEqual([]);
		expect(wrong({ ...bb, bank: '999' as never })).toEqual(['bank: bank_unsupported']);
		expect(wrong({ ...bb, beneficiaryCode: '12345' })).toEqual(['beneficiaryCode: digits_expected']);
		expect(wrong({ ...bb, bankBranchDigit: 'X', accountDigit: '1' })).toEqual([
			'bankBranchDigit: value_invalid',
			'accountDigit: value_invalid'
		]);
		expect(wrong({ ...bb, beneficiaryCode: '123879', longNumbers: true, portfolio: '17' })).toEqual(['portfolio: portfolio_unsupported']);
		expect(wrong({ bank: '033' })).toEqual(['bankBranch: field_required', 'beneficiaryCode: field_required', 'portfolio: field_required']);
		expect(wrong({ ...caixa, beneficiaryCode: '1234567' })).toEqual(['beneficiaryCode: digits_expected']);
		expect(wrong({ ...bradesco, bankBranch: '12a4' })).toEqual(['bankBranch: digits_expected']);
		expect(wrong({ ...bradesco, bankBranch: '121', bankBranchDigit: 'p' })).toEqual([]);
		expect(wrong({ ...itau, accountDigit: '8' })).toEqual(['accountDigit: value_invalid']);
		for (const portfolio of ['112', '168']) expect(wrong({ ...itau, portfolio })).toEqual(['portfolio: portfolio_unsupported']);
		expect(wrong({ ...itau, portfolio: '198' })).toEqual(['beneficiaryCode: field_required']);
		expect(wrong({ ...sicredi, originByte: '1' })).toEqual(['originByte: value_invalid']);
	});
	test('check digits of agências and contas, of the same suite', () => {
		const right = (account: BoletoAccount) => checkAccount(account).ok;
		const branches = ['02550', '09431', '14672', '07943', '01554', '06505', '01996', '14257', '28398', '23329', '0121P'];
		for (const branch of branches)
			for (const digit of '0123456789P')
				expect(right({ ...bradesco, bankBranch: branch.slice(0, 4), bankBranchDigit: digit })).toBe(digit === branch[4]);
		expect(right({ ...bb, bankBranch: '0719', bankBranchDigit: '6' })).toBe(true);
		const accounts = ['0607152550', '1547855476', '1547102077', '0811536788'];
		for (const account of accounts)
			for (const digit of '0123456789')
				expect(right({ ...itau, bankBranch: account.slice(0, 4), accountNumber: account.slice(4, 9), accountDigit: digit })).toBe(
					digit === account[9]
				);
	});
	test('what is wrong in a title is refused', () => {
		const wrong = (account: BoletoAccount, t: Partial<BoletoTitle>) => {
			const result = issueBoleto(account, title(t));
			return result.ok ? null : `${result.field}: ${result.code}`;
		};
		expect(wrong(sicredi, { number: '100000' })).toBe('number: digits_expected');
		expect(wrong(sicredi, { number: '99999' })).toBeNull();
		expect(wrong(bb, { number: '' })).toBe('number: digits_expected');
		expect(wrong(bb, { issuedOn: '2026-02-30' })).toBe('issuedOn: day_invalid');
		expect(wrong(bb, { dueOn: '2000-07-02' })).toBe('dueOn: day_invalid');
		expect(wrong(bb, { amountCents: 10_000_000_000 })).toBe('amountCents: amount_invalid');
		expect(wrong(bb, { amountCents: -1 })).toBe('amountCents: amount_invalid');
		expect(wrong(sicoob, { instalment: 1000 })).toBe('instalment: value_invalid');
		expect(wrong({ ...santander, portfolio: '' }, {})).toBe('portfolio: field_required');
	});
});
