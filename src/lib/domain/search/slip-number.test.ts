import { describe, expect, test } from 'vitest';
import { planSearch } from '#lib/queries/customer/search-plan.ts';
import { issueBoleto } from '../boleto/issue.ts';
import { formatLine } from '../boleto/line.ts';
import { slipNumber } from './slip-number.ts';

const account = { bank: '341', bankBranch: '0057', accountNumber: '12345', accountDigit: '7', portfolio: '109' } as const;
const issued = issueBoleto(account, {
	number: '4711',
	issuedOn: '2026-11-01',
	dueOn: '2026-12-10',
	amountCents: 9_990,
	documentNumber: '4711'
});
if (!issued.ok) throw new Error(issued.code);

describe('a slip in the search', () => {
	test('its line, with or without points, and its barcode lead to its nosso número', () => {
		for (const typed of [formatLine(issued.line), issued.line, ` ${issued.line} `, issued.barcode])
			expect(slipNumber(typed)).toBe(issued.ourNumber);
	});
	test('with one digit changed it is no slip, and neither is any other number', () => {
		const wrong = issued.line.slice(0, 20) + String((Number(issued.line[20]) + 1) % 10) + issued.line.slice(21);
		for (const typed of [wrong, issued.ourNumber, '529.982.247-25', 'Rua das Acácias, 120', '8'.repeat(48), ''])
			expect(slipNumber(typed)).toBeNull();
	});
	test('it is looked for in all fields and under Nosso Número, and stands for itself elsewhere', () => {
		const found = { kind: 'field', field: 'boletoNumber', condition: 'equals', term: issued.ourNumber };
		expect(planSearch(formatLine(issued.line), 'any', 'contains')).toEqual(found);
		expect(planSearch(issued.line, 'boletoNumber', 'contains')).toEqual(found);
		expect(planSearch(issued.line, 'name', 'contains')).toMatchObject({ field: 'name', term: issued.line });
	});
});
