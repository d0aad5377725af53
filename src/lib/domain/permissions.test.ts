import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { can, checkPermission, permissions, roles, rolesThatMay, type Verb } from './permissions.ts';

/** What row-level security says: table → who reads, who writes. */
function policies(): Map<string, { readers: readonly string[]; writers: readonly string[] }> {
	const sql = readFileSync(new URL('../../../migrations/0002_sync.sql', import.meta.url), 'utf8');
	const found = new Map<string, { readers: readonly string[]; writers: readonly string[] }>();
	for (const [, table = '', readers = '', writers = ''] of sql.matchAll(
		/call app\.branch_shares\('(\w+)', '\{([\w,]+)\}', '\{([\w,]+)\}'\)/g
	))
		found.set(table, { readers: readers.split(','), writers: writers.split(',') });
	for (const [, table = '', writers = ''] of sql.matchAll(/call app\.everyone_reads\('(\w+)', '\{([\w,]+)\}'\)/g))
		found.set(table, { readers: roles, writers: writers.split(',') });
	return found;
}

describe('agree with row-level security', () => {
	const writes: Record<string, readonly Verb[]> = {
		customer: ['customer.create', 'customer.update'],
		contact: ['contact.create', 'contact.update'],
		observation: ['observation.create', 'observation.update'],
		reading: ['reading.create'],
		subscription: ['subscription.update'],
		ticket: ['ticket.create', 'ticket.update'],
		invoice: ['invoice.update'],
		observation_type: ['observationType.manage'],
		service_plan: ['servicePlan.manage'],
		setting: ['settings.manage'],
		branch: ['branch.manage'],
		app_user: ['user.manage'],
		user_branch: ['user.manage']
	};
	const reads: Record<string, Verb> = { customer: 'customer.view', invoice: 'invoice.view' };
	const found = policies();
	test('every policy was found', () => expect([...found.keys()].sort()).toEqual([...Object.keys(writes), 'overwrite_notice'].sort()));
	test.each(Object.entries(writes))('who writes %s', (table, verbs) => {
		for (const verb of verbs) expect([...rolesThatMay(verb)].sort(), verb).toEqual([...(found.get(table)?.writers ?? [])].sort());
	});
	test.each(Object.entries(reads))('who reads %s', (table, verb) =>
		expect([...rolesThatMay(verb)].sort()).toEqual([...(found.get(table)?.readers ?? [])].sort())
	);
});

test('an administrator may everything, an unknown role nothing', () => {
	for (const verb of Object.keys(permissions) as Verb[]) {
		expect(can('administrator', verb)).toBe(true);
		expect(can('visitor', verb)).toBe(false);
	}
});
test('a refusal says which verb', () => {
	expect(checkPermission('technician', 'customer.update')).toEqual({
		ok: false,
		code: 'permission_denied',
		detail: { verb: 'customer.update' }
	});
	expect(checkPermission('attendant', 'customer.update')).toBeNull();
});
