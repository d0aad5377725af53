import { expect, test } from 'vitest';
import { bankCodes, type BankCode } from '#lib/domain/boleto/account.ts';
import { usedFields } from '#lib/domain/boleto/account-fields.ts';
import { accountFieldHint, accountFieldName } from './account-words.ts';

const titles = (bank: BankCode, more: object = {}): readonly string[] =>
	usedFields({ bank, ...more }).map((field) => accountFieldName(bank, field.name));

test('fields stand under the names that the bank itself gives them', () => {
	expect(titles('001')).toEqual(['Agência', 'Dígito da agência', 'Conta', 'Dígito da conta', 'Carteira', 'Convênio']);
	expect(titles('104')).toEqual(['Agência', 'Código do beneficiário', 'Modalidade']);
	expect(titles('341', { portfolio: '109' })).toEqual(['Agência', 'Conta', 'DAC', 'Carteira']);
	expect(titles('748')).toEqual(['Cooperativa', 'Posto', 'Código do beneficiário', 'Byte de geração', 'Tipo de cobrança']);
	expect(titles('756')).toEqual(['Cooperativa', 'Código do cliente', 'Carteira', 'Modalidade']);
	// Two fields of one name could not be told apart.
	for (const bank of bankCodes) expect(new Set(titles(bank)).size, bank).toBe(titles(bank).length);
});

test('beside each stands what to type', () => {
	const hint = (bank: BankCode, name: string) =>
		accountFieldHint(
			bank,
			usedFields({ bank }).find((field) => field.name === name)!
		);
	expect(hint('033', 'beneficiaryCode')).toBe('até 7 números');
	expect(hint('104', 'portfolio')).toBe('1 com registro (RG), 2 sem registro (SR)');
	expect(hint('001', 'beneficiaryCode')).toBe('4, 6, 7 ou 8 números');
	expect(hint('237', 'accountDigit')).toBe('um número, X ou P');
	expect(hint('748', 'originByte')).toBe('de 2 a 9; 1 é o da cooperativa');
});
