import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailList } from '#lib/queries/mail/list.ts';
import { customerCreate } from '../customer/create.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { mailSend } from './send.ts';

const uuid = (n: number): string => `00000000-0000-7000-8000-0000000e${String(n).padStart(4, '0')}`;
const [boletoMethod, cardMethod, sender, oldSender] = [uuid(1), uuid(2), uuid(3), uuid(4)];

describe.each(['replica', 'centre'] as const)('e-mail with boletos in the %s', (kind) => {
	let place: Place;
	let customerId: string;
	const open = uuid(10);
	beforeAll(async () => {
		place = await openPlace(kind);
		const made = await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 });
		customerId = (made as { value: { id: string } }).value.id;
		const stamps = `now(), now()`;
		for (const [id, of] of [
			[boletoMethod, 'boleto'],
			[cardMethod, 'card']
		])
			await place.sql(`insert into billing_method (id, name, kind, created_at, updated_at) values ($1, $2, $2, ${stamps})`, [id, of]);
		for (const [id, active] of [
			[sender, true],
			[oldSender, false]
		])
			await place.sql(
				`insert into sender_address (id, name, email, subject, active, sms, created_at, updated_at) values ($1, 'Cobrança', 'cobranca@tuvira.example', 'Sua fatura', $2, false, ${stamps})`,
				[id, active]
			);
		for (const [id, number, method, paid] of [
			[open, 1, boletoMethod, null],
			[uuid(11), 2, boletoMethod, '2026-11-20T12:00:00Z'],
			[uuid(12), 3, cardMethod, null]
		])
			await place.sql(
				`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, due_on, amount_cents, paid_at, created_at, updated_at)
				 values ($1, (select branch_id from customer where id = $2), $2, $3, 'service', $4, '2026-12-10', 9990, $5, ${stamps})`,
				[id, customerId, number, method, paid]
			);
	});
	afterAll(() => place.close());

	const letter = (more: object = {}) => ({
		customerId,
		invoiceIds: [open],
		senderAddressId: sender,
		recipients: ['Ana@Casa.example ', 'ana@casa.example', 'bob@casa.example'],
		subject: ' Sua fatura ',
		body: '  ',
		readReceipt: true,
		...more
	});

	test('253 254 262 264: is written down once with each recipient waiting, and seen by everybody of the branch', async () => {
		expect(await place.mutate(mailSend, letter())).toMatchObject({ ok: true });
		const [row] = await place.ask(mailList, { customerId }, people.bia);
		expect(row).toMatchObject({
			invoiceIds: [open],
			senderEmail: 'cobranca@tuvira.example',
			subject: 'Sua fatura',
			createdByName: 'Ana',
			recipients: [
				{ address: 'ana@casa.example', status: 'queued', at: null, error: null },
				{ address: 'bob@casa.example', status: 'queued', at: null, error: null }
			]
		});
		if (kind === 'centre')
			expect(await place.sql(`select address from mail_outbox order by address`)).toEqual([
				{ address: 'ana@casa.example' },
				{ address: 'bob@casa.example' }
			]);
	});

	test('what cannot be sent is refused with its reason', async () => {
		const refused = async (more: object, actor = people.ana) => {
			const outcome = await place.mutate(mailSend, letter(more), actor);
			return outcome.ok ? null : `${outcome.field ?? ''} ${outcome.code}`.trim();
		};
		expect(await refused({ recipients: [' '] })).toBe('recipients field_required');
		expect(await refused({ recipients: ['ana@casa'] })).toBe('recipients email_invalid');
		expect(await refused({ subject: '' })).toBe('subject field_required');
		expect(await refused({ senderAddressId: oldSender })).toBe('senderAddressId value_invalid');
		expect(await refused({ invoiceIds: [uuid(11)] })).toBe('invoiceIds invoice_not_open');
		expect(await refused({ invoiceIds: [open, uuid(12)] })).toBe('invoiceIds not_found');
		expect(await refused({ customerId: branches.north })).toBe('not_found');
		expect(await refused({}, people.tito)).toBe('permission_denied');
	});
});

test('what is archived leaves whoever sees it, and stays at the centre', async () => {
	const place = await openPlace('centre');
	const made = await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 });
	const customerId = (made as { value: { id: string } }).value.id;
	await place.sql(
		`insert into mail_message (id, branch_id, customer_id, kind, invoice_ids, sender_name, sender_email, subject, recipients, created_at, updated_at)
		 values ($1, (select branch_id from customer where id = $2), $2, 'boleto', '[]', 'x', 'x@y.example', 'Velha', '[{"address": "a@b.example", "status": "sent"}]', now(), now())`,
		[uuid(20), customerId]
	);
	expect(await place.ask(mailList, { customerId })).toHaveLength(1);
	await place.sql(`update mail_message set archived = true`);
	expect(await place.ask(mailList, { customerId })).toEqual([]);
	expect(await place.sql(`select subject from mail_message`)).toEqual([{ subject: 'Velha' }]);
	await place.close();
});
