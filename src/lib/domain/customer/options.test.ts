import { describe, expect, test } from 'vitest';
import { checkPatch, checkRegistration, normaliseRegistration, type Registration } from './customer-rules.ts';
import { fiscalCodes, fiscalCodeTitle } from './fiscal-code.ts';
import {
	mayChargeBoletoFee,
	mayChargeExtraEmail,
	mayEmail,
	mayHaveDiscount,
	maySuspendAutomatically,
	type CustomerOptions
} from './options.ts';

const all: CustomerOptions = {
	autoSuspend: true,
	chargeBoletoFee: true,
	itemisedTaxInvoice: true,
	chargeExtraEmail: true,
	allowDiscounts: true,
	emailBeforeDue: true,
	emailDelinquency: true
};

describe('what later code asks', () => {
	test('(94) option 85 = no: the automatic suspension skips the customer', () => {
		expect(maySuspendAutomatically(all)).toBe(true);
		expect(maySuspendAutomatically({ autoSuspend: false })).toBe(false);
	});
	test('(95) option 90 = no: no promotional discount can be created', () => {
		expect(mayHaveDiscount(all)).toBe(true);
		expect(mayHaveDiscount({ allowDiscounts: false })).toBe(false);
	});
	test('(96) options 91, 92 = no: the customer gets no such automatic e-mail, and each by itself', () => {
		expect([mayEmail(all, 'beforeDue'), mayEmail(all, 'delinquency')]).toEqual([true, true]);
		const one = { emailBeforeDue: false, emailDelinquency: true };
		expect([mayEmail(one, 'beforeDue'), mayEmail(one, 'delinquency')]).toEqual([false, true]);
		const other = { emailBeforeDue: true, emailDelinquency: false };
		expect([mayEmail(other, 'beforeDue'), mayEmail(other, 'delinquency')]).toEqual([true, false]);
	});
	test('(86) (89) fees are charged only where they are asked for and not excepted', () => {
		expect([true, false].map((asks) => mayChargeBoletoFee(all, asks))).toEqual([true, false]);
		expect(mayChargeBoletoFee({ chargeBoletoFee: false }, true)).toBe(false);
		expect(mayChargeExtraEmail({ chargeExtraEmail: false })).toBe(false);
	});
});

test('(85) options are fields like all others: read in any shape, never empty', () => {
	expect(normaliseRegistration({ autoSuspend: 'Não', allowDiscounts: 'sim', fiscalCode: '5.307' })).toEqual({
		autoSuspend: 'false',
		allowDiscounts: 'true',
		fiscalCode: '5307'
	});
	const current = { personKind: 'natural' } as Registration;
	const codes = (patch: object) => checkPatch(current, patch, '2026-11-22').map((r) => `${r.field}: ${r.code}`);
	expect(codes({ autoSuspend: 'false', fiscalCode: null })).toEqual([]);
	expect(codes({ autoSuspend: null })).toEqual(['autoSuspend: field_required']);
	expect(codes({ autoSuspend: 'talvez', fiscalCode: '5999' })).toEqual(['autoSuspend: value_invalid', 'fiscalCode: value_invalid']);
	expect(checkRegistration({}, '2026-11-22').map((r) => r.field)).not.toContain('autoSuspend');
});
test('(88) the fiscal codes are those of communication services', () => {
	expect(fiscalCodes).toHaveLength(15);
	expect(fiscalCodeTitle('5307')).toBe('5.307 – Não contribuinte, no estado');
	expect(fiscalCodeTitle('7301')).toBe('7.301 – Serviço da mesma natureza, no exterior');
});
