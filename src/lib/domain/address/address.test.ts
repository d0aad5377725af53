import { expect, test } from 'vitest';
import { checkAddress, filledBy, normaliseAddress, streetLine } from './address.ts';

const today = '2026-11-22';

test('type, street, city and state are mandatory; CEP and state are checked', () => {
	expect(checkAddress({}, today).map((r) => r.field)).toEqual(['addressTypeId', 'street', 'city', 'state']);
	const address = normaliseAddress({ postalCode: '19800-001', street: ' Rua  A ', city: 'Assis', state: 'são paulo' });
	expect(address).toEqual({ postalCode: '19800001', street: 'Rua A', city: 'Assis', state: 'SP' });
	expect(checkAddress({ addressTypeId: 'x', ...address }, today)).toEqual([]);
	expect(checkAddress({ addressTypeId: 'x', ...address, postalCode: '1', state: 'XX' }, today).map((r) => r.code)).toEqual([
		'postal_code_invalid',
		'state_invalid'
	]);
});
test('(106) (108) (112) a look-up fills street, district, CEP, city and state', () => {
	const found = { postalCode: '19800001', street: 'Rua A', district: 'Centro', city: 'Assis', state: 'SP' };
	expect(filledBy(found)).toEqual(found);
	expect(filledBy({ ...found, street: null, district: null })).toEqual({ postalCode: '19800001', city: 'Assis', state: 'SP' });
});
test('the line of an envelope leaves out what is not there', () => {
	expect(streetLine({ street: 'Rua A', number: '12', unit: null, complement: 'fundos' })).toBe('Rua A, 12, fundos');
});
