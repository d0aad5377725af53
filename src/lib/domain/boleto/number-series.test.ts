import { describe, expect, test } from 'vitest';
import type { BoletoAccount } from './account.ts';
import { issueBoleto } from './issue.ts';
import { issueNumbered } from './issue-numbered.ts';
import { lastNumber, numberSeries } from './number-series.ts';

const sicredi: BoletoAccount = { bank: '748', bankBranch: '710', station: '65', beneficiaryCode: '129', originByte: '2', portfolio: '1' };
const itau: BoletoAccount = { bank: '341', bankBranch: '0057', accountNumber: '12345', accountDigit: '7', portfolio: '109' };
const title = { issuedOn: '2026-12-31', dueOn: '2027-01-10', amountCents: 9_990 };

describe('a series of numbers', () => {
	test('begins anew at Sicredi with the year and with the byte of origin, and is what the nosso número begins with', () => {
		expect(numberSeries(sicredi, '2026-12-31')).toBe('262');
		expect(numberSeries(sicredi, '2027-01-01')).toBe('272');
		expect(numberSeries({ ...sicredi, originByte: '3' }, '2027-01-01')).toBe('273');
		expect(issueBoleto(sicredi, { ...title, number: '7' })).toMatchObject({ ourNumber: '26200007' });
	});

	test('of another bank, or of an account that can issue nothing, is the only one', () => {
		expect(numberSeries(itau, '2026-12-31')).toBe('');
		expect(numberSeries({ ...sicredi, originByte: undefined }, '2026-12-31')).toBe('');
	});

	test('ends with its digits, and then says so', () => {
		expect([sicredi, itau, { ...sicredi, originByte: undefined }].map(lastNumber)).toEqual([99_999, 99_999_999, 0]);
		expect(issueNumbered(sicredi, title, 99_999)).toMatchObject({ ok: true, ourNumber: '26299999' });
		expect(issueNumbered(sicredi, title, 100_000)).toMatchObject({ ok: false, code: 'our_numbers_used_up' });
		expect(issueNumbered({ ...sicredi, originByte: undefined }, title, 100_000)).toMatchObject({ ok: false, code: 'field_required' });
	});
});
