import { expect, test } from 'vitest';
import { cardBrand, checkCard, isCardNumber, isExpired, normaliseCardNumber, parseExpiry } from './card.ts';
import { checkPayment, normalisePayment, paymentFields, paymentKinds } from './payment-method.ts';

const today = '2026-11-22';
const codes = (kind: (typeof paymentKinds)[number], data: Parameters<typeof checkPayment>[1]) =>
	checkPayment(kind, data, today).map((r) => `${r.field}: ${r.code}`);

test('(169) each kind has its own fields, and a value in a field of another kind is refused', () => {
	expect(paymentKinds.map((kind) => Object.keys(paymentFields[kind]))).toEqual([
		['bankBranch', 'accountNumber', 'identifierCode'],
		[],
		['phone', 'phoneContract']
	]);
	const bank = { bankBranch: '0123', accountNumber: '45678-9', accountKind: 'current' as const };
	expect(codes('bank_debit', bank)).toEqual([]);
	expect(codes('bank_debit', { ...bank, phone: '1832654321' })).toEqual(['phone: value_invalid']);
	expect(codes('card', bank)).toEqual(['bankBranch: value_invalid', 'accountNumber: value_invalid', 'accountKind: value_invalid']);
	expect(codes('phone_bill', { phone: '1832654321', phoneContract: '77' })).toEqual([]);
});
test('mandatory fields and formats of each kind', () => {
	expect(codes('bank_debit', {})).toEqual(['bankBranch: field_required', 'accountNumber: field_required', 'accountKind: field_required']);
	expect(codes('bank_debit', { bankBranch: 'abc', accountNumber: '1', accountKind: 'savings' })).toEqual(['bankBranch: value_invalid']);
	expect(codes('phone_bill', { phone: '123' })).toEqual(['phone: phone_invalid', 'phoneContract: field_required']);
	expect(normalisePayment({ phone: '3265-4321' }, '18')).toEqual({ phone: '1832654321' });
});

test('cards: number, brand, expiry and code', () => {
	expect(isCardNumber('4111111111111111')).toBe(true);
	expect(isCardNumber('4111111111111112')).toBe(false);
	expect(isCardNumber('0000000000000')).toBe(false);
	expect(normaliseCardNumber('4111 1111-1111 1111')).toBe('4111111111111111');
	expect(
		['4111111111111111', '5555555555554444', '378282246310005', '6062825624254001', '6362970000457013', '30569309025904', '9'].map(
			cardBrand
		)
	).toEqual(['Visa', 'Mastercard', 'American Express', 'Hipercard', 'Elo', 'Diners', null]);
	expect(['12/29', '12/2029', '1229', '13/29', 'x'].map(parseExpiry)).toEqual([
		{ month: 12, year: 2029 },
		{ month: 12, year: 2029 },
		{ month: 12, year: 2029 },
		null,
		null
	]);
	expect(isExpired({ expiryMonth: 11, expiryYear: 2026 }, today)).toBe(false);
	expect(isExpired({ expiryMonth: 10, expiryYear: 2026 }, today)).toBe(true);
});
test('(160) (162) a refusal of a card never carries what was typed', () => {
	const typed = { number: '4111111111111112', code: '83171', expiryMonth: 10, expiryYear: 2026 };
	const refusals = checkCard(typed, today);
	expect(refusals.map((r) => `${r.field}: ${r.code}`)).toEqual([
		'number: card_number_invalid',
		'expiry: card_expired',
		'code: card_code_invalid'
	]);
	expect(JSON.stringify(refusals)).not.toMatch(/4111|83171/);
	expect(checkCard({ number: '378282246310005', code: '8317', expiryMonth: 12, expiryYear: 2026 }, today)).toEqual([]);
});
