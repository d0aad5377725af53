import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customerGet } from '#lib/queries/customer/get.ts';
import { subscriptionEnded } from '#lib/queries/subscription/ended.ts';
import { subscriptionList } from '#lib/queries/subscription/list.ts';
import { billingMethodSave } from '../billing-method/save.ts';
import { customerCreate } from '../customer/create.ts';
import { servicePlanSave } from '../service-plan/save.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { subscriptionUpdate } from './update.ts';

const idOf = (outcome: unknown): string => {
	expect(outcome).toMatchObject({ ok: true });
	return (outcome as { value: { id: string } }).value.id;
};

describe.each(['replica', 'centre'] as const)('plans of a customer in the %s', (kind) => {
	let place: Place;
	let customerId: string;
	let boleto: string;
	let card: string;
	let plan: string;
	let made = 0;
	beforeAll(async () => {
		place = await openPlace(kind);
		customerId = idOf(await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 }));
		const method = async (name: string, kind: 'boleto' | 'card') =>
			idOf(await place.mutate(billingMethodSave, { id: null, name, active: true, kind }, people.mara));
		[boleto, card] = [await method('Boleto', 'boleto'), await method('Cartão', 'card')];
		plan = idOf(
			await place.mutate(
				servicePlanSave,
				{ id: null, name: 'Fibra 500', active: true, serviceGroupId: null, downloadKbps: 500_000, uploadKbps: 250_000, priceCents: 9990 },
				people.mara
			)
		);
	});
	afterAll(() => place.close());

	/** A plan since March 2025 for R$ 99,90, due on the 10th, by boleto. */
	async function subscribe(more: { status?: string; priced?: boolean } = {}): Promise<string> {
		const id = `00000000-0000-7000-8000-0000000d0${String((made += 1)).padStart(3, '0')}`;
		const where = [branches.north, customerId];
		await place.sql(
			`insert into subscription (id, branch_id, customer_id, service_plan_id, billing_method_id, status, price_cents, due_day, started_on, created_at, updated_at)
			 values ($1, $2, $3, $4, $5, $6, 9990, 10, '2025-03-10', now(), now())`,
			[id, ...where, plan, boleto, more.status ?? 'active']
		);
		if (more.priced !== false)
			await place.sql(
				`insert into subscription_price (id, branch_id, customer_id, subscription_id, from_on, monthly_cents, created_at, updated_at)
				 values ($1, $2, $3, $4, '2025-03-10', 9990, now(), now())`,
				[`${id.slice(0, -6)}e00${id.slice(-3)}`, ...where, id]
			);
		return id;
	}
	const update = (id: string, changes: object, actor = people.ana) => place.mutate(subscriptionUpdate, { id, changes } as never, actor);
	const row = async (id: string) => (await place.ask(subscriptionList, { customerId })).find((one) => one.id === id);
	const prices = (id: string) =>
		place.sql<{ day: string; cents: string }>(
			`select from_on::text as day, monthly_cents::text as cents from subscription_price where subscription_id = $1 order by 1`,
			[id]
		);

	test('(181) (182) lists the plans in force with price, due day and billing method; a cancelled one is not among them', async () => {
		const id = await subscribe();
		const gone = await subscribe({ status: 'cancelled' });
		const held = await subscribe({ status: 'suspended' });
		expect(await row(id)).toEqual({
			id,
			status: 'active',
			planName: 'Fibra 500',
			groupName: null,
			downloadKbps: 500_000,
			uploadKbps: 250_000,
			priceCents: 9990,
			nextPrices: [],
			priceFrom: '2025-03-10',
			dueDay: 10,
			billingMethodId: boleto,
			methodName: 'Boleto',
			methodKind: 'boleto',
			startedOn: '2025-03-10'
		});
		expect(await row(gone)).toBeUndefined();
		expect((await row(held))?.status).toBe('suspended');
		expect(await update(gone, { dueDay: 5 })).toMatchObject({ ok: false, code: 'subscription_cancelled' });
	});

	test('(197) the plans that ended are listed by themselves, with what they were and the user names they had', async () => {
		const [first, last] = [await subscribe({ status: 'cancelled' }), await subscribe({ status: 'cancelled' })];
		await place.sql(`update subscription set ended_on = '2026-05-31' where id = $1`, [first]);
		await place.sql(`update subscription set ended_on = '2026-10-02' where id = $1`, [last]);
		await place.sql(
			`insert into login (id, branch_id, customer_id, subscription_id, username, deleted_at, created_at, updated_at)
			 values ('00000000-0000-7000-8000-0000000d0999', $1, $2, $3, 'ana.1', now(), now(), now())`,
			[branches.north, customerId, last]
		);
		const ended = await place.ask(subscriptionEnded, { customerId });
		const mine = ended.filter(({ id }) => id === first || id === last);
		expect(mine).toMatchObject([
			{
				id: last,
				planName: 'Fibra 500',
				priceCents: 9990,
				methodName: 'Boleto',
				startedOn: '2025-03-10',
				endedOn: '2026-10-02',
				usernames: ['ana.1']
			},
			{ id: first, endedOn: '2026-05-31', usernames: [] }
		]);
		const running = (await place.ask(subscriptionList, { customerId })).map(({ id }) => id);
		expect(ended.filter(({ id }) => running.includes(id))).toEqual([]);
	});

	test('due day and billing method: only what is named changes, and only to what may be chosen', async () => {
		const id = await subscribe();
		expect(await update(id, { dueDay: 20 }, people.tito)).toMatchObject({ ok: false, code: 'permission_denied' });
		expect(await update(id, { dueDay: 29 })).toMatchObject({ ok: false, code: 'number_range', field: 'dueDay' });
		expect(await update(id, { billingMethodId: plan })).toMatchObject({ ok: false, code: 'value_invalid', field: 'billingMethodId' });
		expect(await update(branches.north, { dueDay: 5 })).toMatchObject({ ok: false, code: 'not_found' });
		expect(await update(id, { dueDay: 20 })).toEqual({ ok: true, value: { changed: ['dueDay'] } });
		expect(await update(id, { billingMethodId: card, dueDay: 20 })).toEqual({ ok: true, value: { changed: ['billingMethodId'] } });
		expect(await row(id)).toMatchObject({ dueDay: 20, methodName: 'Cartão', priceCents: 9990 });
		await place.mutate(billingMethodSave, { id: card, name: 'Cartão', active: false, kind: 'card' }, people.mara);
		// It keeps the one it has, which is inactive now; another plan cannot take it.
		expect(await update(id, { billingMethodId: card, dueDay: 15 })).toMatchObject({ ok: true });
		expect(await update(await subscribe(), { billingMethodId: card })).toMatchObject({ code: 'value_invalid', field: 'billingMethodId' });
		await place.mutate(billingMethodSave, { id: card, name: 'Cartão', active: true, kind: 'card' }, people.mara);
		expect(await update(id, { billingMethodId: null })).toMatchObject({ ok: true });
		expect(await row(id)).toMatchObject({ billingMethodId: null, methodName: null });
	});

	test('a price holds from its day on, and the record shows it when the day has come', async () => {
		const id = await subscribe();
		expect(await update(id, { price: { fromOn: '2026-12-10', monthlyCents: 11_990 } })).toMatchObject({ ok: true });
		expect(await row(id)).toMatchObject({ priceCents: 9990, nextPrices: [{ fromOn: '2026-12-10', monthlyCents: 11_990 }] });
		const shown = async () => (await place.ask(customerGet, { id: customerId }))?.plans.find((one) => one.id === id)?.priceCents;
		expect(await shown()).toBe(9990);
		const now = place.now;
		place.now = '2026-12-10T12:00:00.000Z';
		expect(await row(id)).toMatchObject({ priceCents: 11_990, nextPrices: [] });
		expect(await shown()).toBe(11_990);
		place.now = now;
		// Another price for the same day takes its place; the old price again takes it away.
		await update(id, { price: { fromOn: '2026-12-10', monthlyCents: 12_990 } });
		expect(await prices(id)).toEqual([
			{ day: '2025-03-10', cents: '9990' },
			{ day: '2026-12-10', cents: '12990' }
		]);
		await update(id, { price: { fromOn: '2026-12-10', monthlyCents: 9990 } });
		expect(await prices(id)).toEqual([{ day: '2025-03-10', cents: '9990' }]);
		expect(await update(id, { price: { fromOn: '2026-11-01', monthlyCents: 8990 } })).toMatchObject({ ok: true });
		expect(await place.sql(`select price_cents::int as cents from subscription where id = $1`, [id])).toEqual([{ cents: 8990 }]);
	});

	test('a plan that never had a price of a day keeps what it cost until the new one', async () => {
		const id = await subscribe({ priced: false });
		expect(await row(id)).toMatchObject({ priceCents: 9990, nextPrices: [] });
		await update(id, { price: { fromOn: '2026-12-01', monthlyCents: 10_990 } });
		expect(await prices(id)).toEqual([
			{ day: '2025-03-10', cents: '9990' },
			{ day: '2026-12-01', cents: '10990' }
		]);
	});

	test('a month that is on an invoice takes no new price; a cancelled invoice does not count', async () => {
		const id = await subscribe();
		const invoices = (cancelled: boolean, number: number, month: string, method = boleto) =>
			place.sql(
				`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, competence, due_on, amount_cents, cancelled_at, created_at, updated_at)
				 values (gen_random_uuid(), $1, $2, $3, 'service', $4, $5, '2026-12-10', 9990, $6, now(), now())`,
				[branches.north, customerId, number, method, month, cancelled ? '2026-11-20T10:00:00Z' : null]
			);
		await invoices(false, 901, '2026-11');
		await invoices(true, 902, '2026-12');
		await invoices(false, 903, '2027-01', card);
		expect((await row(id))?.priceFrom).toBe('2026-12-01');
		const wrong = await update(id, { dueDay: 5, price: { fromOn: '2026-11-22', monthlyCents: 10_990 } });
		expect(wrong).toEqual({ ok: false, code: 'price_billed_already', field: 'fromOn', detail: { day: '2026-12-01' } });
		// All of it or nothing.
		expect(await row(id)).toMatchObject({ dueDay: 10, priceCents: 9990 });
		expect(await update(id, { price: { fromOn: '2025-01-01', monthlyCents: 1 } })).toMatchObject({ code: 'price_before_start' });
		expect(await update(id, { price: { fromOn: '2026-12-01', monthlyCents: -5 } })).toMatchObject({ field: 'monthlyCents' });
		expect(await update(id, { price: { fromOn: '2026-12-01', monthlyCents: 10_990 } })).toMatchObject({ ok: true });
	});

	test('nothing changes in the record of somebody who was forgotten', async () => {
		const id = await subscribe();
		await place.sql(`update customer set anonymised_at = now() where id = $1`, [customerId]);
		expect(await update(id, { dueDay: 5 })).toMatchObject({ ok: false, code: 'customer_anonymised' });
	});
});
