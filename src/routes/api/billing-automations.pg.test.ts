import { describe, expect, it } from 'vitest';
import { agreementDebt } from '#lib/domain/billing/agreement-debt.ts';
import { addDays } from '#lib/domain/day/day.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { scopes } from '#lib/server/automations/scopes.ts';
import { addWebhook } from '#lib/server/webhooks/testing/webhooks.ts';
import { webhookEvents } from '#lib/domain/webhook/events.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { clientOf, type Client } from './testing/client.ts';
import { startOffice } from './testing/office.ts';
import { signInAs } from './testing/people.ts';

const { app, people, admin } = await startOffice();
const today = dayAt(new Date().toISOString());
const q = (text: string, values: unknown[] = []) => app.pool.query(text, values);
const [account, boletoMethod, cardMethod, group, plan, fin, sender] = Array.from({ length: 7 }, newUuid) as [
	string,
	string,
	string,
	string,
	string,
	string,
	string
];

await q(`insert into app_user (id, login, name, role, created_at, updated_at) values ($1, 'fina', 'Fina', 'finance', now(), now())`, [fin]);
await q(`insert into user_branch (id, user_id, branch_id) values ($1, $2, $3)`, [newUuid(), fin, people.north]);
await q(
	`insert into collection_account (id, name, bank, bank_branch, account_number, account_digit, portfolio, pix_key, beneficiary_name, beneficiary_tax_id,
		beneficiary_address, cnab_length, created_at, updated_at)
	 values ($1, 'Itaú 109', '341', '0057', '12345', '7', '109', '11222333000181', 'Provedor Ltda', '11222333000181', 'Rua A, 1', 400, now(), now())`,
	[account]
);
await q(
	`insert into billing_method (id, name, kind, collection_account_id, suspend_days_overdue, suspend_days_before, suspend_on_business_day, created_at, updated_at)
	 values ($1, 'Boleto', 'boleto', $3, 10, 0, false, now(), now()), ($2, 'Cartão', 'card', null, 10, 0, false, now(), now())`,
	[boletoMethod, cardMethod, account]
);
await q(`insert into service_group (id, name, created_at, updated_at) values ($1, 'Fibra', now(), now())`, [group]);
await q(
	`insert into service_plan (id, name, service_group_id, download_kbps, upload_kbps, price_cents, created_at, updated_at) values ($1, 'Fibra 300', $2, 300000, 150000, 9990, now(), now())`,
	[plan, group]
);
await q(
	`insert into sender_address (id, name, email, subject, created_at, updated_at) values ($1, 'Cobrança', 'cobranca@example.com', 'Boleto', now(), now())`,
	[sender]
);

let numbered = 0;
/** A customer of north with a plan; with an invoice of 99,90 due `daysAgo` days ago, of which a notice came two days later. */
async function debtor(daysAgo: number | null, method = boletoMethod) {
	const n = 5000 + ++numbered;
	const [customerId, subscriptionId, invoiceId] = [newUuid(), newUuid(), newUuid()];
	await q(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, district, city, state, postal_code, created_at, updated_at)
		 values ($1, $2, $3, 'natural', $4, '52998224725', '2026-01-05', 'Rua A, 1', 'Centro', 'Santarém', 'PA', '68005000', now(), now())`,
		[customerId, people.north, n, `Devedor ${String(n)}`]
	);
	await q(
		`insert into subscription (id, branch_id, customer_id, service_plan_id, billing_method_id, status, price_cents, due_day, started_on, created_at, updated_at)
		 values ($1, $2, $3, $4, $5, 'active', 9990, 10, '2026-01-10', now(), now())`,
		[subscriptionId, people.north, customerId, plan, method]
	);
	if (daysAgo !== null) {
		await q(
			`insert into invoice (id, branch_id, customer_id, number, kind, competence, billing_method_id, due_on, amount_cents, created_at, updated_at)
			 values ($1, $2, $3, $4, 'service', '2026-09', $5, $6, 9990, now(), now())`,
			[invoiceId, people.north, customerId, n, method, addDays(today, -daysAgo)]
		);
		await q(
			`insert into debt_notice (id, branch_id, customer_id, proven_on, channel, created_at, updated_at) values ($1, $2, $3, $4, 'letter', now(), now())`,
			[newUuid(), people.north, customerId, addDays(today, 5 - daysAgo)]
		);
	}
	return { customerId, subscriptionId, invoiceId, number: n };
}

async function keyOf(userId: string, headers: Record<string, string> = {}): Promise<Client> {
	const made = await app.call('POST', '/api/admin/api-keys', { cookie: admin, body: { name: 'ERP', userId, scopes } });
	return clientOf(app, made.json.secret as string, headers);
}
const [fina, ana, bia, teo, mara] = (await Promise.all([fin, people.ana, people.bia, people.teo, people.admin].map((id) => keyOf(id)))) as [
	Client,
	Client,
	Client,
	Client,
	Client
];
const refused = (code: string, more: object = {}) => ({ data: { refusal: { code, ...more } } });

describe('invoices over tRPC', () => {
	it('are listed, and the slip has page, linha digitável and PIX; it is registered once', async () => {
		const { customerId, invoiceId, number } = await debtor(-8);
		expect(await ana.invoice.list.query({ customerId })).toMatchObject([{ id: invoiceId, number, openCents: 9990, status: 'open' }]);
		const slip = await ana.invoice.slip.mutate({ id: invoiceId });
		expect(slip).toMatchObject({
			state: 'payable',
			amountCents: 9990,
			lateCents: 0,
			line: expect.stringMatching(/^341\d{44}$/),
			barcode: expect.stringMatching(/^341\d{41}$/),
			pixCode: expect.stringContaining('br.gov.bcb.pix')
		});
		expect(await fina.invoice.slip.mutate({ id: invoiceId })).toEqual(slip);
		expect((await q(`select count(*)::int as n from boleto where invoice_id = $1`, [invoiceId])).rows).toEqual([{ n: 1 }]);
		expect((await app.call('GET', slip.path)).status).toBe(200);
		await expect(bia.invoice.slip.mutate({ id: invoiceId })).rejects.toMatchObject(refused('not_found'));
		await expect(teo.invoice.slip.mutate({ id: invoiceId })).rejects.toMatchObject({
			data: { httpStatus: 403, refusal: { code: 'permission_denied' } }
		});
		expect(await bia.invoice.list.query({ customerId })).toEqual([]);
		expect(await teo.invoice.list.query({ customerId })).toEqual([]); // a technician sees nobody's debts
	});

	it('of another billing method are among what is owed', async () => {
		const { customerId, invoiceId } = await debtor(20, cardMethod);
		expect(await ana.invoice.list.query({ customerId })).toEqual([]);
		expect(await ana.invoice.open.query({ customerId })).toMatchObject([{ id: invoiceId, amountCents: 9990, billingMethodId: cardMethod }]);
	});

	it('go out by e-mail once for one idempotency key, and each recipient is told of', async () => {
		const { customerId, invoiceId } = await debtor(-8);
		const once = await keyOf(people.ana, { 'idempotency-key': 'erp-mail-1' });
		const letter = {
			customerId,
			invoiceIds: [invoiceId],
			senderAddressId: sender,
			recipients: ['vera@example.com'],
			subject: 'Seu boleto',
			body: '',
			readReceipt: false
		};
		const sent = await once.mail.send.mutate(letter);
		expect(await once.mail.send.mutate(letter)).toEqual(sent);
		expect(await ana.mail.list.query({ customerId })).toMatchObject([
			{ ...sent, invoiceIds: [invoiceId], recipients: [{ address: 'vera@example.com' }] }
		]);
		await expect(teo.mail.send.mutate(letter)).rejects.toMatchObject(refused('permission_denied'));
	});
});

describe('payments over tRPC', () => {
	it('are entered once for one idempotency key, listed, and taken back with a reason', async () => {
		const { customerId, invoiceId } = await debtor(-3);
		const once = await keyOf(fin, { 'idempotency-key': 'erp-pay-1' });
		const paid = { invoiceId, source: 'cash', paidOn: today, cents: 4000 } as const;
		const entered = await once.payment.create.mutate(paid);
		expect(await once.payment.create.mutate(paid)).toEqual(entered);
		expect(await fina.invoice.get.query({ id: invoiceId })).toMatchObject({ paidCents: 4000, openCents: 5990 });
		const listed = [{ id: entered.id, invoiceId, principalCents: 4000, source: 'cash', reversedAt: null, userName: 'Fina' }];
		expect(await fina.payment.list.query({ invoiceId })).toMatchObject(listed);
		expect(await fina.payment.list.query({ customerId })).toMatchObject(listed);
		expect(await bia.payment.list.query({ customerId })).toEqual([]);
		await expect(fina.payment.list.query({})).rejects.toMatchObject(refused('value_invalid', { field: 'customerId' }));
		await expect(ana.payment.create.mutate(paid)).rejects.toMatchObject(refused('permission_denied'));
		await expect(fina.payment.reverse.mutate({ id: entered.id, reason: ' ' })).rejects.toMatchObject(
			refused('field_required', { field: 'reason' })
		);
		await fina.payment.reverse.mutate({ id: entered.id, reason: 'Fatura errada' });
		expect(await fina.payment.list.query({ invoiceId })).toMatchObject([{ reversedAt: expect.any(String), note: 'Fatura errada' }]);
		expect(await fina.invoice.get.query({ id: invoiceId })).toMatchObject({ openCents: 9990 });
	});

	it('of every billing method show in the customer’s list at the desk', async () => {
		const { customerId, invoiceId, number } = await debtor(-3, cardMethod);
		await fina.payment.create.mutate({ invoiceId, source: 'cash', paidOn: today, cents: 1000 });
		const get = async (login: string) =>
			(await app.call('GET', `/api/customers/${customerId}/payments`, { cookie: await signInAs(app, login) })).json as unknown;
		expect(await get('ana')).toMatchObject({
			payments: [{ invoiceId, invoiceNumber: number, principalCents: 1000, lateCents: 0, source: 'cash' }]
		});
		expect(await get('bia')).toEqual({ payments: [] });
		expect(await get('teo')).toMatchObject({ code: 'not_allowed' });
	});

	it('are promised, and the promise is withdrawn', async () => {
		const { customerId } = await debtor(20);
		const promised = { customerId, promisedOn: addDays(today, 2), amountCents: 9990 };
		const { id } = await ana.promise.create.mutate(promised);
		expect(await ana.promise.list.query({ customerId })).toMatchObject([{ id, state: 'open', amountCents: 9990, authorName: 'Ana' }]);
		await expect(ana.promise.create.mutate(promised)).rejects.toMatchObject(refused('promise_open_already'));
		await expect(bia.promise.withdraw.mutate({ id })).rejects.toMatchObject(refused('not_found'));
		await ana.promise.withdraw.mutate({ id });
		expect(await ana.promise.list.query({ customerId })).toMatchObject([{ id, state: 'withdrawn' }]);
	});

	it('are agreed on in instalments, over what the debt is today and no other sum', async () => {
		const { customerId, invoiceId } = await debtor(20);
		const [owed] = await fina.invoice.open.query({ customerId });
		const debtCents = agreementDebt([owed!], today);
		const agreed = {
			customerId,
			invoiceIds: [invoiceId],
			billingMethodId: boletoMethod,
			debtCents: 9000,
			instalments: 3,
			firstDueOn: addDays(today, 10)
		};
		await expect(fina.agreement.create.mutate(agreed)).rejects.toMatchObject(refused('debt_changed', { detail: { cents: debtCents } }));
		await expect(ana.agreement.create.mutate({ ...agreed, debtCents })).rejects.toMatchObject(refused('permission_denied'));
		const { id } = await fina.agreement.create.mutate({ ...agreed, debtCents });
		const invoices = await fina.invoice.list.query({ customerId });
		expect(invoices.map((one) => [one.status, one.instalment])).toEqual([
			['replaced', null],
			['open', 1],
			['open', 2],
			['open', 3]
		]);
		expect(invoices.slice(1).reduce((sum, one) => sum + one.openCents, 0)).toBe(debtCents);
		expect(await fina.invoice.get.query({ id: invoices[1]!.id })).toMatchObject({ agreementId: id });
	});
});

describe('delinquency over tRPC', () => {
	it('is told by customer and by account under the filters, in parts with totals of all', async () => {
		const [old, young] = [await debtor(300), await debtor(250)];
		const filter = { from: addDays(today, -310), to: addDays(today, -240) };
		const all = await fina.delinquency.list.query(filter);
		expect(all.customers.map((one) => [one.id, one.totalCents, one.debts])).toEqual([
			[old.customerId, 9990, 1],
			[young.customerId, 9990, 1]
		]);
		expect(all).toMatchObject({ today, totals: { customers: 2, debts: 2, cents: 19_980 }, cities: ['Santarém'] });
		const second = await fina.delinquency.list.query({ ...filter, limit: 1, offset: 1 });
		expect(second.customers.map(({ id }) => id)).toEqual([young.customerId]);
		expect(second.totals).toEqual(all.totals);
		expect(await fina.delinquency.debts.query({ ...filter, limit: 1 })).toMatchObject({
			count: 2,
			cents: 19_980,
			debts: [{ id: old.invoiceId, customerId: old.customerId, cents: 9990, number: old.number }]
		});
		expect((await fina.delinquency.list.query({ ...filter, exceptCities: ['Santarém'] })).customers).toEqual([]);
		expect((await fina.delinquency.groups.query({})).map(({ name }) => name)).toEqual(['Fibra']);
		for (const other of [bia, teo]) expect((await other.delinquency.list.query({})).totals).toEqual({ customers: 0, debts: 0, cents: 0 });
	});

	it('a notice of the debt is noted, the same proof once', async () => {
		const { customerId } = await debtor(20);
		const proof = { customerId, provenOn: addDays(today, -1), channel: 'letter', reference: 'BR123456785BR' } as const;
		await fina.debtNotice.create.mutate(proof);
		await fina.debtNotice.create.mutate(proof);
		expect(
			(await q(`select count(*)::int as n from debt_notice where customer_id = $1 and reference is not null`, [customerId])).rows
		).toEqual([{ n: 1 }]);
		await expect(ana.debtNotice.create.mutate(proof)).rejects.toMatchObject(refused('permission_denied'));
	});

	it('bank files are looked into by those who may', async () => {
		expect(await fina.bankFile.list.query({})).toEqual([]);
		expect(await fina.bankFile.queue.query({})).toEqual([]);
		await expect(fina.bankFile.lines.query({ id: newUuid() })).rejects.toMatchObject(refused('not_found'));
		for (const call of [
			() => ana.bankFile.list.query({}),
			() => ana.bankFile.queue.query({}),
			() => ana.bankFile.lines.query({ id: newUuid() })
		])
			await expect(call()).rejects.toMatchObject(refused('permission_denied'));
	});
});

describe('plans and their suspension over tRPC', () => {
	it('how a plan is billed is told and changed', async () => {
		const { customerId, subscriptionId } = await debtor(null);
		await ana.subscription.update.mutate({ id: subscriptionId, changes: { dueDay: 20 } });
		expect(await ana.subscription.list.query({ customerId })).toMatchObject([
			{ id: subscriptionId, status: 'active', planName: 'Fibra 300', priceCents: 9990, dueDay: 20, methodName: 'Boleto' }
		]);
		await expect(teo.subscription.update.mutate({ id: subscriptionId, changes: { dueDay: 5 } })).rejects.toMatchObject(
			refused('permission_denied')
		);
	});

	it('a plan is suspended once, followed until it is verified, and given back with its batch; webhooks hear of each step', async () => {
		const [lawful, early] = [await debtor(60), await debtor(5)];
		const hook = await addWebhook(
			app.pool,
			people.admin,
			webhookEvents.filter((event) => /^(subscription|suspension)\./.test(event))
		);
		expect(await fina.suspension.candidates.query({ customerIds: [lawful.customerId] })).toMatchObject([
			{ subscriptionId: lawful.subscriptionId, overdueCents: 9990, open: null }
		]);
		const asked = { plans: [lawful.subscriptionId, early.subscriptionId, newUuid()] };
		await expect(ana.suspension.request.mutate(asked)).rejects.toMatchObject(refused('permission_denied'));
		await expect(fina.suspension.request.mutate({ plans: [early.subscriptionId] })).rejects.toMatchObject(refused('suspension_too_early'));
		// Who may suspend early must say why.
		await expect(mara.suspension.request.mutate({ plans: [early.subscriptionId] })).rejects.toMatchObject(
			refused('field_required', { field: 'reason' })
		);
		const once = await keyOf(fin, { 'idempotency-key': 'erp-suspend-1' });
		const batch = await once.suspension.request.mutate(asked);
		expect(batch).toMatchObject({
			batchId: expect.any(String),
			suspended: 1,
			skipped: [{ subscriptionId: early.subscriptionId, code: 'suspension_too_early' }, { code: 'not_found' }]
		});
		expect(await once.suspension.request.mutate(asked)).toEqual(batch);
		const state = () => fina.suspension.ofBatch.query({ batchId: batch.batchId });
		await expect
			.poll(state, { timeout: 20_000 })
			.toMatchObject({ batch: { kind: 'debt', planned: 3 }, plans: [{ ...pick(lawful), status: 'verified', direction: 'suspend' }] });
		expect(await fina.subscription.list.query({ customerId: lawful.customerId })).toMatchObject([{ status: 'suspended' }]);
		expect((await bia.suspension.ofBatch.query({ batchId: batch.batchId })).plans).toEqual([]);

		await expect(fina.suspension.retry.mutate({ ids: [(await state()).plans[0]!.id] })).rejects.toMatchObject(
			refused('suspension_not_failed')
		);
		await fina.suspensionBatch.undo.mutate({ id: batch.batchId });
		await expect(fina.suspensionBatch.undo.mutate({ id: batch.batchId })).rejects.toMatchObject(refused('batch_undone_already'));
		await expect
			.poll(() => fina.subscription.list.query({ customerId: lawful.customerId }), { timeout: 20_000 })
			.toMatchObject([{ status: 'active' }]);
		expect(await fina.suspension.ofCustomer.query({ customerId: lawful.customerId })).toMatchObject([
			{ batchId: batch.batchId, direction: 'restore', restoreCause: 'undone', requestedByName: 'Fina' }
		]);
		const told = async () =>
			(await q(`select event, payload -> 'ids' as ids from webhook_delivery where webhook_id = $1 order by seq`, [hook.id])).rows as {
				event: string;
				ids: object;
			}[];
		await expect
			.poll(async () => (await told()).map(({ event }) => event))
			.toEqual(['suspension.created', 'subscription.suspended', 'suspension.verified', 'subscription.restored', 'suspension.ended']);
		for (const { ids } of await told()) expect(ids).toMatchObject({ branchId: people.north, ...pick(lawful) });
	});

	it('a pause is asked for by whoever is on the phone, and ended again', async () => {
		const { customerId, subscriptionId } = await debtor(null);
		const pause = { plans: [subscriptionId], from: addDays(today, 3), to: addDays(today, 62) };
		await expect(ana.suspension.pause.mutate({ ...pause, to: addDays(today, 10) })).rejects.toMatchObject(refused('pause_length'));
		await expect(teo.suspension.pause.mutate(pause)).rejects.toMatchObject(refused('permission_denied'));
		expect(await ana.suspension.pause.mutate(pause)).toMatchObject({ suspended: 1, skipped: [] });
		const [own] = await ana.suspension.ofCustomer.query({ customerId });
		expect(own).toMatchObject({ kind: 'temporary', status: 'queued', fromOn: pause.from, toOn: pause.to });
		await ana.suspension.restore.mutate({ ids: [own!.id] });
		await expect(ana.suspension.restore.mutate({ ids: [own!.id] })).rejects.toMatchObject(refused('suspension_ended'));
		expect(await ana.suspension.ofCustomer.query({ customerId })).toMatchObject([{ status: 'withdrawn' }]);
	});
});

const pick = ({ customerId, subscriptionId }: { customerId: string; subscriptionId: string }) => ({ customerId, subscriptionId });
