import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { can, checkPermission, permissions, roles, rolesThatMay, type Verb } from './permissions.ts';

interface Policy {
	readonly readers: readonly string[];
	readonly writers: readonly string[];
}

const folder = new URL('../../../migrations/', import.meta.url);

/** What row-level security says: table → who reads, who writes. A later migration has the last word. */
function policies(): Map<string, Policy> {
	const found = new Map<string, Policy>();
	for (const file of readdirSync(folder)
		.filter((name) => name.endsWith('.sql'))
		.sort()) {
		const sql = readFileSync(new URL(file, folder), 'utf8').replace(/--(?!>).*$/gm, '');
		const calls = /call app\.(branch_shares|everyone_reads)\('(\w+)', '\{([\w,]+)\}'(?:, '\{([\w,]+)\}')?\)/g;
		for (const [, how = '', table = '', first = '', second = ''] of sql.matchAll(calls))
			found.set(
				table,
				how === 'everyone_reads' ? { readers: roles, writers: first.split(',') } : { readers: first.split(','), writers: second.split(',') }
			);
	}
	return found;
}

describe('agree with row-level security', () => {
	const writes: Record<string, readonly Verb[]> = {
		customer: ['customer.create', 'customer.update'],
		customer_merge: ['customer.merge'],
		contact: ['contact.create', 'contact.update', 'contact.remove'],
		address: ['address.create', 'address.update', 'address.remove'],
		extra_field_value: ['extraFieldValue.save'],
		payment_method: ['paymentMethod.create', 'paymentMethod.update', 'paymentMethod.remove'],
		document: ['document.create', 'document.update'],
		observation: ['observation.create', 'observation.update'],
		reading: ['reading.create'],
		subscription: ['subscription.update'],
		subscription_price: ['subscription.update'],
		suspension: ['suspension.pause'],
		suspension_batch: ['suspension.pause'],
		debt_notice: ['debtNotice.create'],
		ticket: ['ticket.create', 'ticket.update'],
		ticket_entry: ['ticket.update'],
		work_order: ['workOrder.create', 'workOrder.update'],
		invoice: ['invoice.update'],
		mail_message: ['mail.send'],
		sms_message: ['sms.send'],
		observation_type: ['observationType.manage'],
		contact_type: ['list.manage'],
		address_type: ['list.manage'],
		cancellation_reason: ['list.manage'],
		team: ['list.manage'],
		ticket_type: ['list.manage'],
		sender_address: ['list.manage'],
		billing_method: ['list.manage'],
		extra_field: ['list.manage'],
		message_template: ['settings.manage'],
		collection_account: ['list.manage'],
		service_group: ['list.manage'],
		service_plan: ['servicePlan.manage'],
		agreement: ['invoice.update', 'agreement.create'],
		boleto: ['invoice.update'],
		charge: ['invoice.update'],
		invoice_item: ['invoice.update'],
		invoice_run: ['invoice.update'],
		invoice_run_problem: ['invoice.update'],
		payment: ['invoice.update', 'payment.create', 'payment.reverse'],
		payment_promise: ['promise.create', 'promise.withdraw'],
		setting: ['settings.manage'],
		branch: ['branch.manage'],
		app_user: ['user.manage'],
		user_branch: ['user.manage']
	};
	/** Stricter than the policy, which cannot tell one change of a row from another: the mutator alone says so. */
	const narrower: Record<string, readonly Verb[]> = {
		mail_message: ['letter.send'],
		document: ['document.remove'],
		payment: ['payment.concede'],
		suspension: ['suspension.request', 'suspension.early'],
		ticket: ['ticket.cancel', 'ticket.reopen', 'ticket.restore'],
		work_order: ['workOrder.cancel', 'workOrder.reopen']
	};
	/** Written by no verb of a person: by the system, by an import, or by a screen that is not there yet. */
	const withoutVerb = ['contract', 'email_account', 'equipment', 'ip_assignment', 'login', 'overwrite_notice', 'tv_card', 'voice_terminal'];
	const reads: Record<string, Verb> = { customer: 'customer.view', invoice: 'invoice.view', payment_method: 'paymentMethod.view' };
	const found = policies();
	test('every policy was found', () => expect([...found.keys()].sort()).toEqual([...Object.keys(writes), ...withoutVerb].sort()));
	test.each(Object.entries(writes))('who writes %s', (table, verbs) => {
		for (const verb of verbs) expect([...rolesThatMay(verb)].sort(), verb).toEqual([...(found.get(table)?.writers ?? [])].sort());
	});
	test.each(Object.entries(narrower))('what only some of them may do with %s', (table, verbs) => {
		for (const verb of verbs)
			expect(
				rolesThatMay(verb).filter((role) => !found.get(table)?.writers.includes(role)),
				verb
			).toEqual([]);
	});
	test('every verb that writes a row is held against its policy', () => {
		const held = new Set([...Object.values(writes), ...Object.values(narrower), Object.values(reads)].flat());
		// These are about the centre itself: no row of a replica is behind them.
		const central: readonly Verb[] = [
			'history.view',
			'accessLog.view',
			'privacy.manage',
			'import.manage',
			'bankFile.manage',
			'job.manage',
			'apiKey.manage',
			'webhook.manage',
			'network.manage',
			'replica.wipe'
		];
		expect((Object.keys(permissions) as Verb[]).filter((verb) => !held.has(verb) && !central.includes(verb))).toEqual([]);
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
