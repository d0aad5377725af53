import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { suspensionCandidates } from '#lib/queries/suspension/candidates.ts';
import { suspensionOfBatch } from '#lib/queries/suspension/of-batch.ts';
import { suspensionOfCustomer } from '#lib/queries/suspension/of-customer.ts';
import type { Actor } from '#lib/sync/model.ts';
import { customerCreate } from '../customer/create.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { suspensionPause } from './pause.ts';
import { debtNoticeCreate } from './record-notice.ts';
import { suspensionRequest } from './request.ts';
import { suspensionRestore } from './restore.ts';
import { suspensionRetry } from './retry.ts';
import { suspensionBatchUndo } from './undo-batch.ts';

const at = '2026-01-02T10:00:00Z';
const uuid = (kind: string, n: number): string => `00000000-0000-7000-8${kind}-${String(n).padStart(12, '0')}`;
const method = uuid('0aa', 1);
const plan = uuid('0bb', 1);
const fin: Actor = { ...people.ana, userId: uuid('0cc', 1), login: 'fin', name: 'Fin', role: 'finance' };
const { ana, mara, tito } = people;

describe.each(['replica', 'centre'] as const)('suspensions in the %s', (kind) => {
	let place: Place;
	let n = 0;
	beforeAll(async () => {
		place = await openPlace(kind);
		await place.sql(`insert into app_user (id, login, name, role, created_at, updated_at) values ($1,'fin','Fin','finance',$2,$2)`, [
			fin.userId,
			at
		]);
		await place.sql(
			`insert into billing_method (id, name, active, kind, created_at, updated_at, fine_basis_points, monthly_interest_basis_points, suspend_minimum_cents, suspend_days_overdue, suspend_days_before, suspend_on_business_day, suspends_by_itself)
			values ($1,'Boleto',true,'boleto',$2,$2,200,100,2000,10,5,true,false)`,
			[method, at]
		);
		await place.sql(
			`insert into service_plan (id, name, download_kbps, upload_kbps, price_cents, active, created_at, updated_at) values ($1,'Fibra 300',300000,150000,9990,true,$2,$2)`,
			[plan, at]
		);
	});
	afterAll(() => place.close());
	beforeEach(() => {
		place.now = '2026-11-21T14:00:00.000Z';
	});

	/** A customer with one plan and an invoice overdue since 2026-10-05 (a Monday), unless told otherwise. */
	async function debtor(dueOn: string | null = '2026-10-05', branchId: string = branches.north) {
		const made = await place.mutate(customerCreate, person(++n, { branchId }), ana, { customerCode: n });
		const customerId = (made as { value: { id: string } }).value.id;
		const subscriptionId = uuid('0dd', n);
		await place.sql(
			`insert into subscription (id, branch_id, customer_id, service_plan_id, billing_method_id, status, price_cents, due_day, started_on, created_at, updated_at) values ($1,$2,$3,$4,$5,'active',9990,5,'2025-01-01',$6,$6)`,
			[subscriptionId, branchId, customerId, plan, method, at]
		);
		const invoiceId = uuid('0ee', n);
		if (dueOn !== null)
			await place.sql(
				`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, due_on, amount_cents, created_at, updated_at) values ($1,$2,$3,$4,'service',$5,$6,9990,$7,$7)`,
				[invoiceId, branchId, customerId, n, method, dueOn, at]
			);
		return { customerId, subscriptionId, invoiceId };
	}
	const notice = (customerId: string, provenOn = '2026-10-12') =>
		place.mutate(debtNoticeCreate, { customerId, provenOn, channel: 'letter', reference: `AR ${provenOn}` }, fin);
	const ask = (plans: string[], more: object = {}, actor = fin) => place.mutate(suspensionRequest, { plans, ...more }, actor);
	const batchOf = (outcome: unknown) => (outcome as { value: { batchId: string } }).value.batchId;
	const rowsOf = (customerId: string) => place.ask(suspensionOfCustomer, { customerId });

	test('(340) the plans of the customers are offered, each with the day that the law gives and why', async () => {
		const { customerId, subscriptionId } = await debtor();
		const without = await place.ask(suspensionCandidates, { customerIds: [customerId] });
		expect(without).toMatchObject([
			{
				subscriptionId,
				planName: 'Fibra 300',
				overdueCents: 9990,
				oldestDueOn: '2026-10-05',
				date: { on: null, obstacles: ['no_notice'] },
				open: null
			}
		]);
		expect(await notice(customerId)).toMatchObject({ ok: true });
		const [offered] = await place.ask(suspensionCandidates, { customerIds: [customerId] });
		// Overdue for ten days on 15 October, five more of warning: 20 October; fifteen after the notice of the 12th: 27 October.
		expect(offered?.date.on).toBe('2026-10-27');
		expect(offered?.date.reasons.map(({ code, from }) => [code, from])).toEqual([
			['overdue', '2026-10-15'],
			['warned', '2026-10-20'],
			['legal_notice', '2026-10-27']
		]);
	});

	test('(345) (346) a suspension by debt is recorded with what justified it, and waits for the centre', async () => {
		const { customerId, subscriptionId } = await debtor();
		await notice(customerId);
		const outcome = await ask([subscriptionId], { opensTickets: true });
		expect(outcome).toMatchObject({ ok: true, value: { suspended: 1, skipped: [] } });
		expect(await rowsOf(customerId)).toMatchObject([
			{
				kind: 'debt',
				direction: 'suspend',
				status: 'queued',
				lawfulOn: '2026-10-27',
				opensTicket: true,
				requestedByName: 'Fin',
				inForceAt: null
			}
		]);
		const [stored] = await place.sql<{ reasons: string; notice_id: string | null }>(
			`select reasons::text, notice_id from suspension where subscription_id = $1`,
			[subscriptionId]
		);
		expect(stored?.reasons).toContain('Res. 765/2023');
		expect(stored?.notice_id).not.toBeNull();
		// A second one of the same plan is not made.
		expect(await ask([subscriptionId])).toMatchObject({ ok: false, code: 'suspension_open' });
	});

	test('before its day it needs a reason and a role that may; the others of the batch go all the same', async () => {
		const early = await debtor('2026-11-10');
		const due = await debtor();
		await notice(due.customerId);
		expect(await ask([early.subscriptionId])).toMatchObject({ ok: false, code: 'suspension_too_early' });
		expect(await ask([early.subscriptionId], {}, mara)).toMatchObject({ ok: false, code: 'field_required', field: 'reason' });
		const outcome = await ask([early.subscriptionId, due.subscriptionId]);
		expect(outcome).toMatchObject({
			ok: true,
			value: { suspended: 1, skipped: [{ subscriptionId: early.subscriptionId, code: 'suspension_too_early' }] }
		});
		expect((await place.ask(suspensionOfBatch, { batchId: batchOf(outcome) })).batch).toMatchObject({
			planned: 2,
			skipped: [{ code: 'suspension_too_early' }]
		});
		expect(await ask([early.subscriptionId], { reason: ' Pediu por escrito ' }, mara)).toMatchObject({ ok: true });
		expect(await rowsOf(early.customerId)).toMatchObject([{ reason: 'Pediu por escrito', lawfulOn: null }]);
	});

	test('who may: finance and management by debt, the office a pause, nobody else', async () => {
		const { customerId, subscriptionId } = await debtor();
		await notice(customerId);
		for (const actor of [ana, tito]) expect(await ask([subscriptionId], {}, actor)).toMatchObject({ ok: false, code: 'permission_denied' });
		const pause = { plans: [subscriptionId], from: '2026-12-01', to: '2026-12-31' };
		expect(await place.mutate(suspensionPause, pause, tito)).toMatchObject({ ok: false, code: 'permission_denied' });
		expect(await place.mutate(suspensionPause, pause, ana)).toMatchObject({ ok: false, code: 'pause_in_debt' });
	});

	test('(347) a temporary suspension lasts 30 to 120 days, once in 12 months, and ends on request', async () => {
		const { customerId, subscriptionId } = await debtor(null);
		const pause = (from: string, to: string) => place.mutate(suspensionPause, { plans: [subscriptionId], from, to }, ana);
		expect(await pause('2026-12-01', '2026-12-29')).toMatchObject({ ok: false, code: 'pause_length' });
		expect(await pause('2026-12-01', '2027-03-31')).toMatchObject({ ok: false, code: 'pause_length' });
		expect(await pause('2026-11-01', '2026-12-29')).toMatchObject({ ok: false, code: 'day_in_past' });
		expect(await pause('2026-12-01', '2026-12-30')).toMatchObject({ ok: true });
		const [row] = await rowsOf(customerId);
		expect(row).toMatchObject({ kind: 'temporary', fromOn: '2026-12-01', toOn: '2026-12-30', status: 'queued' });
		await place.sql(`update suspension set status = 'verified', in_force_at = $2 where id = $1`, [row!.id, at]);
		expect(await place.mutate(suspensionRestore, { ids: [row!.id] }, ana)).toEqual({ ok: true, value: { restored: 1 } });
		expect(await rowsOf(customerId)).toMatchObject([
			{ direction: 'restore', status: 'queued', restoreCause: 'asked', restoredByName: 'Ana' }
		]);
		expect(await place.mutate(suspensionRestore, { ids: [row!.id] }, ana)).toMatchObject({ ok: false, code: 'suspension_ended' });
		await place.sql(`update suspension set status = 'verified', ended_at = $2 where id = $1`, [row!.id, at]);
		expect(await pause('2027-11-30', '2028-01-30')).toMatchObject({ ok: false, code: 'pause_taken_already' });
		expect(await pause('2027-12-01', '2028-01-30')).toMatchObject({ ok: true });
	});

	test('a wrong batch is undone: what waits is withdrawn, what is in force goes back, what was paid since is left alone', async () => {
		const [a, b, c] = [await debtor(), await debtor(), await debtor()];
		for (const { customerId } of [a, b, c]) await notice(customerId);
		const batchId = batchOf(await ask([a.subscriptionId, b.subscriptionId, c.subscriptionId]));
		await place.sql(`update suspension set status = 'verified', in_force_at = $2 where subscription_id = $1`, [b.subscriptionId, at]);
		await place.sql(
			`update suspension set status = 'verified', direction = 'restore', in_force_at = $2, ended_at = $2, restore_cause = 'paid' where subscription_id = $1`,
			[c.subscriptionId, at]
		);
		expect(await place.mutate(suspensionBatchUndo, { id: batchId }, ana)).toMatchObject({ ok: false, code: 'permission_denied' });
		expect(await place.mutate(suspensionBatchUndo, { id: batchId }, fin)).toEqual({ ok: true, value: { restored: 2 } });
		const after = await Promise.all([a, b, c].map(({ customerId }) => rowsOf(customerId)));
		expect(after.map(([row]) => [row?.status, row?.direction, row?.restoreCause])).toEqual([
			['withdrawn', 'suspend', 'undone'],
			['queued', 'restore', 'undone'],
			['verified', 'restore', 'paid']
		]);
		expect(await place.mutate(suspensionBatchUndo, { id: batchId }, fin)).toMatchObject({ ok: false, code: 'batch_undone_already' });
		// Withdrawn is free again.
		expect(await ask([a.subscriptionId])).toMatchObject({ ok: true });
	});

	test('"Tentar de novo" goes on where it stopped', async () => {
		const { customerId, subscriptionId } = await debtor();
		await notice(customerId);
		await ask([subscriptionId]);
		const [row] = await rowsOf(customerId);
		expect(await place.mutate(suspensionRetry, { ids: [row!.id] }, fin)).toMatchObject({ ok: false, code: 'suspension_not_failed' });
		await place.sql(`update suspension set status = 'failed', failure = 'server_silent', in_force_at = $2 where id = $1`, [row!.id, at]);
		expect(await place.mutate(suspensionRetry, { ids: [row!.id] }, fin)).toEqual({ ok: true, value: { retried: 1 } });
		expect(await rowsOf(customerId)).toMatchObject([{ status: 'in_force', failure: null }]);
	});

	test('"Tentar de novo" of a debt that was never in force asks law and promise again, and needs who may suspend by debt', async () => {
		const [promised, usual] = [await debtor(), await debtor()];
		for (const { customerId } of [promised, usual]) await notice(customerId);
		await ask([promised.subscriptionId, usual.subscriptionId]);
		const ids = [(await rowsOf(promised.customerId))[0]!.id, (await rowsOf(usual.customerId))[0]!.id] as const;
		const fail = () =>
			place.sql(`update suspension set status = 'failed', failure = 'ticket_refused' where id = any ($1::uuid[])`, [`{${ids.join(',')}}`]);
		await fail();
		await place.sql(
			`insert into payment_promise (id, branch_id, customer_id, made_on, promised_on, amount_cents, created_at, updated_at) values ($1,$2,$3,'2026-11-21','2026-11-25',9990,$4,$4)`,
			[uuid('0ff', 100 + n), branches.north, promised.customerId, at]
		);
		expect(await place.mutate(suspensionRetry, { ids: [ids[1]] }, ana)).toMatchObject({ ok: false, code: 'permission_denied' });
		expect(await place.mutate(suspensionRetry, { ids: [ids[0]] }, fin)).toMatchObject({
			ok: false,
			code: 'suspension_too_early',
			detail: { day: '2026-11-26' }
		});
		expect(await place.mutate(suspensionRetry, { ids: [...ids] }, fin)).toEqual({ ok: true, value: { retried: 1 } });
		expect(await rowsOf(promised.customerId)).toMatchObject([{ status: 'failed', failure: 'ticket_refused' }]);
		expect(await rowsOf(usual.customerId)).toMatchObject([{ status: 'queued', failure: null, lawfulOn: '2026-10-27' }]);
		// The promise was not kept: now it goes on, with what justifies it today.
		place.now = '2026-11-26T14:00:00.000Z';
		expect(await place.mutate(suspensionRetry, { ids: [ids[0]] }, fin)).toEqual({ ok: true, value: { retried: 1 } });
		expect(await rowsOf(promised.customerId)).toMatchObject([{ status: 'queued', lawfulOn: '2026-11-26' }]);
		// Early from the start, and its reason is written down; and whoever is on the phone may try again to give a service back.
		await fail();
		await place.sql(`update suspension set reason = 'Fraude' where id = $1`, [ids[0]]);
		await place.sql(`update suspension set direction = 'restore', in_force_at = $2, restored_at = $2 where id = $1`, [ids[1], at]);
		place.now = '2026-11-21T14:00:00.000Z';
		expect(await place.mutate(suspensionRetry, { ids: [ids[0]] }, fin)).toEqual({ ok: true, value: { retried: 1 } });
		expect(await place.mutate(suspensionRetry, { ids: [ids[1]] }, ana)).toEqual({ ok: true, value: { retried: 1 } });
	});

	test('a notice is the same when its proof is, is of today at the latest, and one of another debt proves nothing', async () => {
		const { customerId } = await debtor();
		const first = await notice(customerId, '2026-09-01');
		expect(await notice(customerId, '2026-09-01')).toEqual(first);
		expect(await notice(customerId, '2026-11-22')).toMatchObject({ ok: false, code: 'day_in_future' });
		expect((await place.ask(suspensionCandidates, { customerIds: [customerId] }))[0]?.date.obstacles).toEqual(['no_notice']);
	});

	test('a notice that came on the last day to pay is of the debt before this one, and proves nothing for this one', async () => {
		// Due on a Saturday, payable without fee to Tuesday: Monday is Nossa Senhora Aparecida.
		const { customerId } = await debtor('2026-10-10');
		const offered = async () => (await place.ask(suspensionCandidates, { customerIds: [customerId] }))[0];
		for (const day of ['2026-10-10', '2026-10-13']) await notice(customerId, day);
		expect(await offered()).toMatchObject({ date: { on: null, obstacles: ['no_notice'] }, noticeId: null });
		await notice(customerId, '2026-10-14');
		expect(await offered()).toMatchObject({ date: { on: '2026-10-29', obstacles: [] }, noticeId: expect.any(String) });
	});

	if (kind === 'centre')
		test('who sees only part of a batch undoes his part, and the batch stays for who sees the rest', async () => {
			const [north, south] = [await debtor(), await debtor('2026-10-05', branches.south)];
			const early = await debtor('2026-11-10');
			for (const { customerId } of [north, south]) await notice(customerId);
			const batchId = batchOf(await ask([north.subscriptionId, south.subscriptionId, early.subscriptionId]));
			const undo = (actor: Actor) => place.mutate(suspensionBatchUndo, { id: batchId }, actor);
			expect(await undo({ ...fin, branchIds: [branches.north] })).toEqual({ ok: true, value: { restored: 1 } });
			const { batch, plans } = await place.ask(suspensionOfBatch, { batchId });
			expect(batch).toMatchObject({ undoneAt: null, skipped: [{ subscriptionId: early.subscriptionId }] });
			expect(plans.map(({ customerId, status }) => [customerId, status])).toEqual(
				expect.arrayContaining([
					[north.customerId, 'withdrawn'],
					[south.customerId, 'queued']
				])
			);
			expect(await undo(fin)).toEqual({ ok: true, value: { restored: 1 } });
			expect((await place.ask(suspensionOfBatch, { batchId })).batch?.undoneAt).not.toBeNull();
			expect(await undo(fin)).toMatchObject({ ok: false, code: 'batch_undone_already' });
		});

	if (kind === 'centre')
		test('(342) the payment of the debt asks for the service back, in its own transaction and whoever makes it; a partial one does not', async () => {
			const { customerId, subscriptionId, invoiceId } = await debtor();
			const waiting = await debtor();
			await place.sql(
				`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, due_on, amount_cents, created_at, updated_at) values ($1,$2,$3,9001,'service',$4,'2026-11-05',9990,$5,$5)`,
				[uuid('0ff', 1), branches.north, customerId, method, at]
			);
			for (const one of [customerId, waiting.customerId]) await notice(one);
			await ask([subscriptionId, waiting.subscriptionId]);
			await place.sql(`update suspension set status = 'verified', in_force_at = $2 where subscription_id = $1`, [subscriptionId, at]);
			const pay = (id: string) => place.sql(`update invoice set paid_at = $2, paid_cents = amount_cents where id = $1`, [id, at]);
			await pay(invoiceId);
			expect(await rowsOf(customerId)).toMatchObject([{ direction: 'suspend', status: 'verified' }]);
			await pay(uuid('0ff', 1));
			expect(await rowsOf(customerId)).toMatchObject([{ direction: 'restore', status: 'queued', restoreCause: 'paid' }]);
			// What was not in force yet never will be.
			await pay(waiting.invoiceId);
			expect(await rowsOf(waiting.customerId)).toMatchObject([{ status: 'withdrawn', restoreCause: 'paid', endedAt: expect.any(String) }]);
		});
});
