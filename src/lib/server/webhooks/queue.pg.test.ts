import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assumeRights } from '#sync-server/database.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { webhookEvents } from '#lib/domain/webhook/events.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { addBranches, addWebhook, type Branches } from './testing/webhooks.ts';

let db: FreshDatabase;
let branches: Branches;
beforeAll(async () => {
	db = await freshDatabase();
	branches = await addBranches(db.pool);
});
afterAll(() => db.drop());
beforeEach(async () => {
	await db.pool.query('delete from webhook');
});

interface Queued {
	readonly event: string;
	readonly payload: { id: string; at: string; by: string | null; ids: Record<string, string>; changed?: string[] };
}
const queued = async (webhookId: string): Promise<Queued[]> =>
	(await db.pool.query<Queued>('select event, payload from webhook_delivery where webhook_id = $1 order by seq', [webhookId])).rows;

let code = 1000;
async function addCustomer(branchId: string, name = 'Nilo'): Promise<string> {
	const id = newUuid();
	await db.pool.query(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
		values ($1, $2, $3, 'natural', $4, '52998224725', '2026-01-05', 'Rua A, 1', 'Assis', 'SP', now(), now())`,
		[id, branchId, ++code, name]
	);
	return id;
}

describe('a change is queued for the webhooks that want it', () => {
	it('every event of the list comes from the change that it names, with the ids of its rows', async () => {
		const hook = await addWebhook(db.pool, branches.admin, webhookEvents);
		const customerId = await addCustomer(branches.north);
		const [typeId, observationId, readingId, ticketId, entryId, invoiceId, paymentId] = Array.from({ length: 7 }, newUuid) as [
			string,
			string,
			string,
			string,
			string,
			string,
			string
		];
		const q = (text: string, values: unknown[]) => db.pool.query(text, values);
		await q(`update customer set tax_id = '11144477735', city = 'Bauru', updated_at = now() where id = $1`, [customerId]);
		await q(`insert into observation_type (id, name, created_at, updated_at) values ($1, 'Geral', now(), now())`, [typeId]);
		await q(
			`insert into observation (id, branch_id, customer_id, observation_type_id, text, must_read, created_at, updated_at) values ($1, $2, $3, $4, 'x', true, now(), now())`,
			[observationId, branches.north, customerId, typeId]
		);
		await q(`update observation set must_read = false, version = version + 1 where id = $1`, [observationId]);
		await q(
			`insert into reading (id, branch_id, customer_id, observation_id, observation_version, user_id, read_at) values ($1, $2, $3, $4, 1, $5, now())`,
			[readingId, branches.north, customerId, observationId, branches.admin]
		);
		await q(
			`insert into ticket (id, branch_id, customer_id, protocol, subject, status, created_at, updated_at) values ($1, $2, $3, 77, 'Sem conexão', 'open', now(), now())`,
			[ticketId, branches.north, customerId]
		);
		await q(
			`insert into ticket_entry (id, branch_id, customer_id, ticket_id, kind, text, created_at, updated_at) values ($1, $2, $3, $4, 'call', 'x', now(), now())`,
			[entryId, branches.north, customerId, ticketId]
		);
		await q(`update ticket set priority = 'high' where id = $1`, [ticketId]);
		await q(`update ticket set status = 'closed', closed_at = now() where id = $1`, [ticketId]);
		await q(
			`insert into invoice (id, branch_id, customer_id, number, due_on, amount_cents, created_at, updated_at) values ($1, $2, $3, 1, '2026-11-10', 9990, now(), now())`,
			[invoiceId, branches.north, customerId]
		);
		await q(
			`insert into payment (id, branch_id, customer_id, invoice_id, paid_on, source, principal_cents, created_at, updated_at) values ($1, $2, $3, $4, '2026-11-10', 'cash', 9990, now(), now())`,
			[paymentId, branches.north, customerId, invoiceId]
		);
		await q(`update invoice set paid_cents = 9990, paid_at = now() where id = $1`, [invoiceId]);
		await q(`update payment set reversed_at = now() where id = $1`, [paymentId]);
		await q(`update invoice set cancelled_at = now() where id = $1`, [invoiceId]);
		const [promiseId, methodId, agreementId, debtNoticeId, planId, subscriptionId, batchId] = Array.from({ length: 7 }, newUuid);
		const suspensionIds = [newUuid(), newUuid()];
		await q(
			`insert into payment_promise (id, branch_id, customer_id, made_on, promised_on, amount_cents, created_at, updated_at) values ($1, $2, $3, '2026-11-20', '2026-11-24', 9990, now(), now())`,
			[promiseId, branches.north, customerId]
		);
		await q(`update payment_promise set withdrawn_at = now() where id = $1`, [promiseId]);
		await q(`insert into billing_method (id, name, kind, created_at, updated_at) values ($1, 'Boleto', 'boleto', now(), now())`, [
			methodId
		]);
		await q(
			`insert into agreement (id, branch_id, customer_id, billing_method_id, debt_cents, instalments, first_due_on, invoice_ids, created_at, updated_at) values ($1, $2, $3, $4, 9990, 3, '2026-12-10', '[]', now(), now())`,
			[agreementId, branches.north, customerId, methodId]
		);
		await q(
			`insert into debt_notice (id, branch_id, customer_id, proven_on, channel, created_at, updated_at) values ($1, $2, $3, '2026-11-12', 'letter', now(), now())`,
			[debtNoticeId, branches.north, customerId]
		);
		await q(
			`insert into service_plan (id, name, download_kbps, upload_kbps, price_cents, created_at, updated_at) values ($1, 'Fibra', 1, 1, 9990, now(), now())`,
			[planId]
		);
		await q(
			`insert into subscription (id, branch_id, customer_id, service_plan_id, status, price_cents, due_day, started_on, created_at, updated_at) values ($1, $2, $3, $4, 'active', 9990, 10, '2026-01-10', now(), now())`,
			[subscriptionId, branches.north, customerId, planId]
		);
		await q(
			`insert into suspension_batch (id, branch_id, kind, planned, created_at, updated_at) values ($1, $2, 'debt', 1, now(), now())`,
			[batchId, branches.north]
		);
		const suspend = (id: string, batch: string | null) =>
			q(
				`insert into suspension (id, branch_id, customer_id, subscription_id, batch_id, kind, from_on, created_at, updated_at) values ($1, $2, $3, $4, $5, 'debt', '2026-11-22', now(), now())`,
				[id, branches.north, customerId, subscriptionId, batch]
			);
		const step = (id: string, set: string) => q(`update suspension set ${set} where id = $1`, [id]);
		await suspend(suspensionIds[0]!, batchId!);
		await q(`update subscription set status = 'suspended' where id = $1`, [subscriptionId]);
		await step(suspensionIds[0]!, `status = 'in_force', in_force_at = now()`);
		await step(suspensionIds[0]!, `status = 'failed', failure = 'server_silent'`);
		await step(suspensionIds[0]!, `status = 'in_force', failure = null`);
		await step(suspensionIds[0]!, `status = 'verified'`);
		await step(suspensionIds[0]!, `direction = 'restore', status = 'queued', restore_cause = 'asked'`);
		await q(`update subscription set status = 'active' where id = $1`, [subscriptionId]);
		await step(suspensionIds[0]!, `status = 'in_force', restored_at = now(), ended_at = now()`);
		await step(suspensionIds[0]!, `status = 'verified'`); // the way back is told by the plan
		await suspend(suspensionIds[1]!, null);
		await step(suspensionIds[1]!, `status = 'withdrawn', ended_at = now()`);
		await q(`update subscription set price_cents = 8990 where id = $1`, [subscriptionId]);
		await q(`delete from customer where id = $1`, [customerId]);

		const all = await queued(hook.id);
		const ids = { branchId: branches.north, customerId };
		expect(all.map(({ event, payload }) => [event, payload.ids, payload.changed])).toEqual([
			['customer.created', ids, undefined],
			['customer.updated', ids, ['city', 'taxId']],
			['observation.created', { ...ids, observationId }, undefined],
			['observation.updated', { ...ids, observationId }, ['mustRead']],
			['observation.read', { ...ids, observationId, readingId }, undefined],
			['ticket.opened', { ...ids, ticketId }, undefined],
			['ticket.entryAdded', { ...ids, ticketId, entryId }, undefined],
			['ticket.updated', { ...ids, ticketId }, ['priority']],
			['ticket.updated', { ...ids, ticketId }, ['closedAt', 'status']],
			['ticket.closed', { ...ids, ticketId }, ['closedAt', 'status']],
			['invoice.created', { ...ids, invoiceId }, undefined],
			['payment.created', { ...ids, invoiceId, paymentId }, undefined],
			['invoice.updated', { ...ids, invoiceId }, ['paidAt', 'paidCents']],
			['invoice.paid', { ...ids, invoiceId }, ['paidAt', 'paidCents']],
			['payment.reversed', { ...ids, invoiceId, paymentId }, ['reversedAt']],
			['invoice.updated', { ...ids, invoiceId }, ['cancelledAt']],
			['invoice.cancelled', { ...ids, invoiceId }, ['cancelledAt']],
			['promise.created', { ...ids, promiseId }, undefined],
			['promise.withdrawn', { ...ids, promiseId }, ['withdrawnAt']],
			['agreement.created', { ...ids, agreementId }, undefined],
			['debtNotice.created', { ...ids, debtNoticeId }, undefined],
			['suspension.created', { ...ids, subscriptionId, batchId, suspensionId: suspensionIds[0] }, undefined],
			['subscription.suspended', { ...ids, subscriptionId }, ['status']],
			['suspension.failed', { ...ids, subscriptionId, batchId, suspensionId: suspensionIds[0] }, ['failure', 'status']],
			['suspension.verified', { ...ids, subscriptionId, batchId, suspensionId: suspensionIds[0] }, ['status']],
			['subscription.restored', { ...ids, subscriptionId }, ['status']],
			['suspension.ended', { ...ids, subscriptionId, batchId, suspensionId: suspensionIds[0] }, ['endedAt', 'restoredAt', 'status']],
			['suspension.created', { ...ids, subscriptionId, suspensionId: suspensionIds[1] }, undefined],
			['suspension.ended', { ...ids, subscriptionId, suspensionId: suspensionIds[1] }, ['endedAt', 'status']],
			['customer.deleted', ids, undefined]
		]);
		expect(new Set(all.map(({ event }) => event))).toEqual(new Set(webhookEvents));
		expect(JSON.stringify(all)).not.toMatch(/11144477735|Bauru|Sem conexão/); // never a value
		expect(new Set(all.map(({ payload }) => payload.id)).size).toBe(all.length);
	});

	it('a change that changes nothing tells nobody', async () => {
		const customerId = await addCustomer(branches.north);
		const hook = await addWebhook(db.pool, branches.admin, webhookEvents);
		await db.pool.query(`update customer set updated_at = now(), updated_by = $2, city = city where id = $1`, [customerId, branches.admin]);
		expect(await queued(hook.id)).toEqual([]);
	});

	it('a change that is rolled back tells nobody', async () => {
		const hook = await addWebhook(db.pool, branches.admin, webhookEvents);
		const client = await db.pool.connect();
		await client.query('begin');
		await client.query(
			`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, 'X', 'X', 'SP', '11', now(), now())`,
			[newUuid()]
		);
		await client.query(
			`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
			values ($1, $2, 5, 'natural', 'Z', '52998224725', '2026-01-05', 'Rua', 'Assis', 'SP', now(), now())`,
			[newUuid(), branches.north]
		);
		await client.query('rollback');
		client.release();
		expect(await queued(hook.id)).toEqual([]);
	});

	it('only active webhooks, only events they want, and the event has one id for all of them', async () => {
		const wants = await addWebhook(db.pool, branches.admin, ['customer.created']);
		const too = await addWebhook(db.pool, branches.admin, ['customer.created', 'ticket.opened']);
		const other = await addWebhook(db.pool, branches.admin, ['ticket.opened']);
		const paused = await addWebhook(db.pool, branches.admin, webhookEvents, { active: false });
		await addCustomer(branches.north);
		const [one, two] = [await queued(wants.id), await queued(too.id)];
		expect(one).toHaveLength(1);
		expect(two[0]!.payload.id).toBe(one[0]!.payload.id);
		expect(await queued(other.id)).toEqual([]);
		expect(await queued(paused.id)).toEqual([]);
	});

	it('a webhook of a person without the branch hears nothing of it, nor one of somebody who left', async () => {
		const ana = await addWebhook(db.pool, branches.ana, webhookEvents); // north
		const bia = await addWebhook(db.pool, branches.bia, webhookEvents); // south
		const gone = await addWebhook(db.pool, branches.gone, webhookEvents); // north, no longer active
		const customerId = await addCustomer(branches.north);
		expect(await queued(ana.id)).toHaveLength(1);
		expect(await queued(bia.id)).toEqual([]);
		expect(await queued(gone.id)).toEqual([]);
		// It moves: who sees it from now on is told, once, and of the customer only.
		await db.pool.query(`update customer set branch_id = $2 where id = $1`, [customerId, branches.south]);
		expect((await queued(bia.id)).map(({ event, payload }) => [event, payload.changed])).toEqual([['customer.updated', ['branchId']]]);
		expect(await queued(ana.id)).toHaveLength(1);
	});

	it('says whose change it was, and works under the rights of that person', async () => {
		const customerId = await addCustomer(branches.north);
		const hook = await addWebhook(db.pool, branches.admin, webhookEvents);
		const client = await db.pool.connect();
		await client.query('begin');
		await assumeRights(client, { userId: branches.ana, login: 'ana', name: 'Ana', role: 'attendant', branchIds: [branches.north] });
		await client.query(`update customer set city = 'Lins' where id = $1`, [customerId]);
		await client.query('commit');
		client.release();
		expect((await queued(hook.id)).map(({ payload }) => payload.by)).toEqual([branches.ana]);
	});

	it('10,000 rows in one statement are 10,000 events and no quadratic wait', async () => {
		await db.pool.query(
			`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
			select gen_random_uuid(), $1, 100000 + n, 'natural', 'Muitos ' || n, '52998224725', '2026-01-05', 'Rua', 'Assis', 'SP', now(), now() from generate_series(1, 10000) n`,
			[branches.south]
		);
		const hook = await addWebhook(db.pool, branches.bia, ['customer.updated']);
		await addWebhook(db.pool, branches.ana, ['customer.updated']);
		await db.pool.query(`update customer set reference = 'perto' where code > 100000`);
		const { rows } = await db.pool.query(
			`select count(*)::int as n, count(distinct payload ->> 'id')::int as ids from webhook_delivery where webhook_id = $1`,
			[hook.id]
		);
		expect(rows[0]).toEqual({ n: 10_000, ids: 10_000 });
	}, 30_000);
});
