import { describe, expect, test } from 'vitest';
import { reasonLimit, whyNotForget } from './anonymise.ts';
import { holds } from './legal-hold.ts';
import { fates, isPersonal } from './personal-data.ts';

describe('who may be forgotten', () => {
	const who = { code: 1042, anonymisedAt: null, mergedIntoId: null, runningPlans: 0 };
	const asked = { confirmation: '1042', reason: 'Pedido do titular' };
	test('somebody without a running plan, on request, when the code was typed', () => {
		expect(whyNotForget(who, asked)).toBeNull();
		expect(whyNotForget(who, { ...asked, confirmation: ' 1042 ' })).toBeNull();
	});
	test.each([
		[{ ...who, anonymisedAt: '2026-01-01T00:00:00Z' }, asked, 'customer_anonymised'],
		[{ ...who, mergedIntoId: 'x' }, asked, 'anonymise_merged'],
		[{ ...who, runningPlans: 2 }, asked, 'anonymise_running_plan'],
		[who, { ...asked, reason: '  ' }, 'field_required'],
		[who, { ...asked, reason: 'x'.repeat(reasonLimit + 1) }, 'field_too_long'],
		[who, { ...asked, confirmation: '1043' }, 'confirmation_wrong'],
		[who, { ...asked, confirmation: '' }, 'confirmation_wrong']
	])('not otherwise', (one, request, code) => {
		expect(whyNotForget(one, request)).toMatchObject({ ok: false, code });
	});
});

describe('what the law keeps', () => {
	test('fiscal facts for five years from the year that follows, connections for a year', () => {
		expect(holds({ lastInvoiceDueOn: '2025-03-10', lastPlanEndedOn: '2026-06-30' }, '2026-11-22')).toEqual([
			{ law: 'fiscal', keptUntil: '2030-12-31' },
			{ law: 'connection', keptUntil: '2027-06-30' }
		]);
		expect(holds({ lastInvoiceDueOn: null, lastPlanEndedOn: '2024-02-29' }, '2025-02-28')).toEqual([
			{ law: 'connection', keptUntil: '2025-02-28' }
		]);
	});
	test('nothing when the terms are over, or were never begun', () => {
		expect(holds({ lastInvoiceDueOn: '2019-12-31', lastPlanEndedOn: '2024-01-01' }, '2026-11-22')).toEqual([]);
		expect(holds({ lastInvoiceDueOn: null, lastPlanEndedOn: null }, '2026-11-22')).toEqual([]);
	});
});

test('what Histórico may go on telling: whose row and when, and never what it said', () => {
	expect(isPersonal('contact', 'tax_id')).toBe(true);
	expect(isPersonal('contact', 'birth_on')).toBe(true);
	expect(isPersonal('contact', 'contact_type_id')).toBe(false);
	expect(isPersonal('document', 'deleted_at')).toBe(false);
	expect(isPersonal('customer', 'name')).toBe(true);
	expect(isPersonal('customer', 'status')).toBe(false);
	expect(isPersonal('ticket', 'subject')).toBe(true);
	expect(isPersonal('ticket', 'protocol')).toBe(false);
	expect(isPersonal('invoice', 'amount_cents')).toBe(false);
	expect(isPersonal('branch', 'name')).toBe(false);
	for (const fate of Object.values(fates)) if (fate.kind === 'kept') expect(fate.because).not.toBe('');
});
