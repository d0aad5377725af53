import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { letterOfBatch } from '#lib/queries/letter/of-batch.ts';
import { letterPlan } from '#lib/queries/letter/plan.ts';
import { customerCreate } from '../customer/create.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { letterSend } from './send.ts';

const uuid = (n: number): string => `00000000-0000-7000-8000-0000000f${String(n).padStart(4, '0')}`;
const [boleto, card, sender, template, emptyTemplate, smsTemplate, finance] = [1, 2, 3, 4, 5, 6, 7].map(uuid) as [
	string,
	string,
	string,
	string,
	string,
	string,
	string
];

describe.each(['replica', 'centre'] as const)('Carta de Cobrança in the %s', (kind) => {
	let place: Place;
	const ids: Record<'ana' | 'bia' | 'caio' | 'davi' | 'eva', string> = { ana: '', bia: '', caio: '', davi: '', eva: '' };
	beforeAll(async () => {
		place = await openPlace(kind);
		const stamps = `now(), now()`;
		for (const [id, of] of [
			[boleto, 'boleto'],
			[card, 'card']
		])
			await place.sql(`insert into billing_method (id, name, kind, created_at, updated_at) values ($1, $2, $2, ${stamps})`, [id, of]);
		await place.sql(
			`insert into sender_address (id, name, email, subject, active, sms, created_at, updated_at) values ($1, 'Cobrança', 'cobranca@tuvira.example', 'Sua fatura', true, false, ${stamps})`,
			[sender]
		);
		await place.sql(`insert into contact_type (id, name, created_at, updated_at) values ($1, 'Financeiro', ${stamps})`, [finance]);
		for (const [id, channel, body] of [
			[template, 'email', 'Olá, {{cliente.nome}}'],
			[emptyTemplate, 'email', ' '],
			[smsTemplate, 'sms', 'Olá']
		])
			await place.sql(`insert into message_template (id, name, channel, body, created_at, updated_at) values ($1, $2, $3, $4, ${stamps})`, [
				id,
				`${String(channel)} ${String(id)}`,
				channel,
				body
			]);
		for (const [n, name] of (['ana', 'bia', 'caio', 'davi', 'eva'] as const).entries()) {
			const made = await place.mutate(customerCreate, { ...(person(n + 1) as object), name }, people.ana, { customerCode: n + 1 });
			ids[name] = (made as { value: { id: string } }).value.id;
			await place.sql(`update customer set email = $2, email_delinquency = $3 where id = $1`, [
				ids[name],
				name === 'bia' ? null : `${name}@casa.example`,
				name !== 'caio'
			]);
		}
		await place.sql(
			`insert into contact (id, branch_id, customer_id, name, email, contact_type_id, created_at, updated_at) select $1, branch_id, id, 'Zeca', 'zeca@', $3, ${stamps} from customer where id = $2`,
			[uuid(40), ids.ana, finance]
		);
		const invoices: [keyof typeof ids, string, string, string | null][] = [
			['ana', boleto, '2026-09-10', null],
			['ana', card, '2026-10-10', null],
			['ana', boleto, '2026-12-10', null],
			['bia', boleto, '2026-10-10', null],
			['caio', boleto, '2026-10-10', null],
			['davi', card, '2026-10-10', null],
			['eva', boleto, '2026-10-10', '2026-11-01T12:00:00Z']
		];
		for (const [n, [name, method, due, paid]] of invoices.entries())
			await place.sql(
				`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, due_on, amount_cents, paid_at, created_at, updated_at)
				 select $1, branch_id, id, $3, 'service', $4, $5, 9990, $6, ${stamps} from customer where id = $2`,
				[uuid(20 + n), ids[name], n + 1, method, due, paid]
			);
	});
	afterAll(() => place.close());

	const ask = (more: object = {}) => ({
		customerIds: Object.values(ids),
		messageTemplateId: template,
		senderAddressId: sender,
		subject: ' Aviso de débito ',
		destination: 'all' as const,
		contactTypeId: null,
		...more
	});
	const batchOf = (outcome: unknown) => (outcome as { value: { batchId: string; queued: number } }).value;
	const results = async (batchId: string) =>
		(await place.ask(letterOfBatch, { batchId }, people.bia)).map(({ customerName, recipients }) => [
			customerName,
			...recipients.map(({ address, status, error }) => [address, status, error ?? ''].join(' ').trim())
		]);

	test('what cannot be asked for is refused with its reason', async () => {
		const refused = async (more: object, actor = people.mara) => {
			const outcome = await place.mutate(letterSend, ask(more), actor);
			return outcome.ok ? null : `${outcome.field ?? ''} ${outcome.code}`.trim();
		};
		expect(await refused({}, people.ana)).toBe('permission_denied');
		expect(await refused({ subject: ' ' })).toBe('subject field_required');
		expect(await refused({ destination: 'contact' })).toBe('contactTypeId field_required');
		expect(await refused({ senderAddressId: uuid(99) })).toBe('senderAddressId value_invalid');
		for (const messageTemplateId of [emptyTemplate, smsTemplate, uuid(99)])
			expect(await refused({ messageTemplateId })).toBe('messageTemplateId value_invalid');
		expect(await refused({ customerIds: [branches.north] })).toBe('customerIds not_found');
	});

	test('326, 327: what each customer would get is known before anything is sent, with the overdue boletos', async () => {
		const planned = await place.ask(letterPlan, { ...ask(), customerIds: [ids.ana, ids.davi] }, people.mara);
		expect(planned.map(({ name, addresses, invoiceIds }) => [name, addresses, invoiceIds])).toEqual([
			['ana', ['ana@casa.example'], [uuid(20)]],
			['davi', ['davi@casa.example'], []]
		]);
	});

	test('(!) 332, 333: one batch for all; whoever is not written to stands in it with the reason; and each customer once a day', async () => {
		const { batchId, queued } = batchOf(await place.mutate(letterSend, ask(), people.mara));
		expect(queued).toBe(2);
		expect(await results(batchId)).toEqual([
			['ana', 'ana@casa.example queued', 'zeca@ failed address_invalid'],
			['bia', ' failed no_address'.trim()],
			['caio', 'failed email_not_wanted'],
			['davi', 'davi@casa.example queued'],
			['eva', 'failed nothing_overdue']
		]);
		if (kind === 'centre')
			expect(await place.sql(`select address from mail_outbox order by 1`)).toEqual([
				{ address: 'ana@casa.example' },
				{ address: 'davi@casa.example' }
			]);
		// Sent by somebody else an hour later: nobody gets it twice.
		const again = batchOf(await place.mutate(letterSend, ask({ customerIds: [ids.ana, ids.davi] }), people.adm));
		expect(again.queued).toBe(0);
		expect(await results(again.batchId)).toEqual([
			['ana', 'failed letter_today'],
			['davi', 'failed letter_today']
		]);
		// It reached nobody: it may go out again. The next day too.
		await place.sql(
			`update mail_message set recipients = jsonb_build_array(recipients -> 0 || '{"status": "bounced"}') where letter_key like $1`,
			[`${ids.davi}%`]
		);
		expect(batchOf(await place.mutate(letterSend, ask({ customerIds: [ids.davi] }), people.mara)).queued).toBe(1);
		place.now = '2026-11-22T14:00:00.000Z';
		expect(batchOf(await place.mutate(letterSend, ask({ customerIds: [ids.ana] }), people.mara)).queued).toBe(1);
		place.now = '2026-11-21T14:00:00.000Z';
	});
});
