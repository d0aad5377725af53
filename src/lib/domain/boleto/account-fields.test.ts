import { describe, expect, test } from 'vitest';
import { bankCodes, bareCode, type BankCode } from './account.ts';
import { mayHaveLongNumbers, usedFields } from './account-fields.ts';

const names = (bank: BankCode, more: object = {}) => usedFields({ bank, ...more }).map((one) => one.name);

describe('an account asks for what its bank uses, and for nothing else', () => {
	test.each<[BankCode, readonly string[]]>([
		['001', ['bankBranch', 'bankBranchDigit', 'accountNumber', 'accountDigit', 'portfolio', 'beneficiaryCode']],
		['033', ['bankBranch', 'beneficiaryCode', 'portfolio']],
		['104', ['bankBranch', 'beneficiaryCode', 'portfolio']],
		['237', ['bankBranch', 'bankBranchDigit', 'accountNumber', 'accountDigit', 'portfolio']],
		['341', ['bankBranch', 'accountNumber', 'accountDigit', 'portfolio']],
		['748', ['bankBranch', 'station', 'beneficiaryCode', 'originByte', 'portfolio']],
		['756', ['bankBranch', 'beneficiaryCode', 'portfolio', 'modality']]
	])('%s', (bank, expected) => expect(names(bank)).toEqual(expected));

	test('every bank has some', () => {
		for (const bank of bankCodes) expect(names(bank).length).toBeGreaterThan(0);
	});

	test('the special carteiras of 341 ask for the code of the client too', () => {
		expect(names('341', { portfolio: '109' })).not.toContain('beneficiaryCode');
		expect(names('341', { portfolio: '198' })).toContain('beneficiaryCode');
	});

	test('a convênio of 001 is told with every length, whatever is typed of it', () => {
		for (const beneficiaryCode of ['', '123', '1234567', '123456'])
			expect(usedFields({ bank: '001', beneficiaryCode }).find((one) => one.name === 'beneficiaryCode')?.digits).toEqual([4, 6, 7, 8]);
	});
});

test('long numbers are a choice of 001 with six digits only', () => {
	expect(mayHaveLongNumbers({ bank: '001', beneficiaryCode: '123456' })).toBe(true);
	expect(mayHaveLongNumbers({ bank: '001', beneficiaryCode: '1234567' })).toBe(false);
	expect(mayHaveLongNumbers({ bank: '033', beneficiaryCode: '123456' })).toBe(false);
});

test('a code is stored bare', () => {
	expect(bareCode(' 12.345-x ')).toBe('12345X');
	expect(bareCode('—')).toBe('');
});
