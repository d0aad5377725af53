import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeCnpj, formatCnpj, isCnpj } from './cnpj.ts';
import { completeCpf, formatCpf, isCpf } from './cpf.ts';
import { randomAlphanumericCnpj, randomCnpj, randomCpf } from './generate.ts';
import { classifyTaxId, formatTaxId, formatTaxIdWhileTyping, isTaxId, normaliseTaxId } from './tax-id.ts';

const digits = (n: number) => fc.stringMatching(new RegExp(`^[0-9]{${n}}$`));
const random = fc
	.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
	.map((stream) => () => stream.next().value as number);

describe('CPF', () => {
	test.each(['529.982.247-25', '111.444.777-35', '123.456.789-09'])('%s is valid', (text) =>
		expect(isCpf(normaliseTaxId(text))).toBe(true)
	);
	test.each(['529.982.247-26', '111.111.111-11', '000.000.000-00', '5299822472', '529982247250', '', 'A2998224725'])('%s is not', (text) =>
		expect(isCpf(normaliseTaxId(text))).toBe(false)
	);
	test('any nine digits are completed to a valid one, unless all are equal; any other check digits are refused', () => {
		fc.assert(
			fc.property(digits(9), fc.integer({ min: 0, max: 99 }), (base, check) => {
				const cpf = completeCpf(base);
				expect(isCpf(cpf)).toBe(!/^(\d)\1+$/.test(cpf));
				const other = base + String(check).padStart(2, '0');
				expect(isCpf(other)).toBe(other === cpf && !/^(\d)\1+$/.test(cpf));
			})
		);
	});
	test('one wrong digit is noticed, but for the rare ones that modulo 11 cannot tell: remainders 0 and 1 share a check digit', () => {
		let [tried, missed] = [0, 0];
		fc.assert(
			fc.property(digits(9), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (base, at, by) => {
				const cpf = completeCpf(base);
				const wrong = cpf.slice(0, at) + ((Number(cpf[at]) + by) % 10) + cpf.slice(at + 1);
				tried++;
				if (isCpf(wrong)) missed++;
				// A wrong check digit itself is never taken for the right one.
				if (at >= 9) expect(isCpf(wrong)).toBe(false);
			}),
			{ numRuns: 5_000, seed: 11 }
		);
		expect(missed / tried).toBeLessThan(0.01);
	});
});

describe('CNPJ', () => {
	test.each([
		'11.222.333/0001-81',
		'12.ABC.345/01DE-35',
		'12abc34501de35',
		'A3.170.7X3/0001-36',
		'A1.222.333/0001-50',
		'B1.222.333/0001-03',
		'C1.222.333/0001-67'
	])('%s is valid', (text) => expect(isCnpj(normaliseTaxId(text))).toBe(true));
	test.each(['12.ABC.345/01DE-36', '11.222.333/0001-82', '00.000.000/0000-00', '12ABC34501DEA5', '12abc34501de35'])(
		'%s is not (as stored)',
		(text) => expect(isCnpj(text.replace(/[./-]/g, ''))).toBe(false)
	);
	test('letters that look like digits are not refused: no rule forbids them', () => {
		expect(isCnpj(completeCnpj('IOQF00000001'))).toBe(true);
	});
	test('any twelve characters are completed to a valid one', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9A-Z]{12}$/), (base) => {
				fc.pre(!/^(\d)\1{11}$/.test(base));
				expect(isCnpj(completeCnpj(base))).toBe(true);
			})
		);
	});
});

describe('either', () => {
	test('normalising undoes formatting, in any case of letters', () => {
		fc.assert(
			fc.property(random, (next) => {
				for (const taxId of [randomCpf(next), randomCnpj(next), randomAlphanumericCnpj(next)]) {
					expect(isTaxId(taxId)).toBe(true);
					expect(normaliseTaxId(formatTaxId(taxId))).toBe(taxId);
					expect(normaliseTaxId(` ${formatTaxId(taxId).toLowerCase()} `)).toBe(taxId);
				}
			}),
			{ numRuns: 50 }
		);
	});
	test('classifies by what it is', () => {
		expect(classifyTaxId('52998224725')).toBe('cpf');
		expect(classifyTaxId('12ABC34501DE35')).toBe('cnpj');
		expect(classifyTaxId('12ABC34501DE36')).toBeNull();
	});
	test('formats', () => {
		expect(formatCpf('52998224725')).toBe('529.982.247-25');
		expect(formatCnpj('12ABC34501DE35')).toBe('12.ABC.345/01DE-35');
		expect(formatTaxId('5299')).toBe('5299');
	});
	test('puts the punctuation while typing', () => {
		expect(formatTaxIdWhileTyping('529982', 'cpf')).toBe('529.982');
		expect(formatTaxIdWhileTyping('529.9822', 'cpf')).toBe('529.982.2');
		expect(formatTaxIdWhileTyping('12abc34501de35', 'cnpj')).toBe('12.ABC.345/01DE-35');
		expect(formatTaxIdWhileTyping('', 'cnpj')).toBe('');
	});
});
