import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invoiceList } from '#lib/queries/invoice/list.ts';
import { invoiceOpen } from '#lib/queries/payment/open-invoices.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { billingMethodSave } from '../billing-method/save.ts';
import { customerCreate } from '../customer/create.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { paymentCreate } from './create.ts';
import { paymentReverse } from './reverse.ts';

const finance = { ...people.mara, role: 'finance' };

describe.each(['replica', 'centre'] as const)('payments at the desk in the %s', (kind) => {
	let place: Place;
	let customerId: string;
	let methodId: string;
	let number = 0;
	const idOf = (outcome: unknown): string => (outcome as { value: { id: string } }).value.id;
	beforeAll(async () => {
		place = await openPlace(kind);
		customerId = idOf(await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 }));
		methodId = idOf(await place.mutate(billingMethodSave, { id: null, name: 'Boleto', active: true, kind: 'boleto' }, people.mara));
	});
	afterAll(() => place.close());
	async function invoice(dueOn = '2026-11-10', amountCents = 10_000, method = methodId): Promise<string> {
		const id = newUuid();
		await place.sql(
			`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, due_on, amount_cents, created_at, updated_at)
			 values ($1, $2, $3, $4, 'service', $5, $6, $7, now(), now())`,
			[id, branches.north, customerId, ++number, method, dueOn, amountCents]
		);
		return id;
	}
	const stored = async (id: string) =>
		(await place.sql(`select paid_cents::int as paid, paid_at is not null as settled from invoice where id = $1`, [id]))[0];
	const pay = (invoiceId: string, cents: number, more: object = {}) =>
		place.mutate(paymentCreate, { invoiceId, source: 'cash', paidOn: '2026-11-21', cents, ...more }, finance);

	test('a part leaves the rest open, the rest with fine and interest settles', async () => {
		const id = await invoice();
		expect(await pay(id, 4_000)).toMatchObject({ ok: true, value: { outcome: 'partial', restCents: 6_000 } });
		expect(await stored(id)).toEqual({ paid: 4_000, settled: false });
		// Eleven days late: 2 % of what is open, and 1 % a month by the day.
		expect(await pay(id, 6_142)).toMatchObject({ ok: true, value: { outcome: 'settled', restCents: 0, creditCents: 0 } });
		expect(await stored(id)).toEqual({ paid: 10_000, settled: true });
		expect(await pay(id, 1)).toMatchObject({ ok: false, code: 'invoice_paid' });
		if (kind === 'centre')
			expect(
				await place.sql(
					`select principal_cents::int as principal, late_cents::int as late from payment where invoice_id = $1 order by created_at, principal_cents`,
					[id]
				)
			).toEqual([
				{ principal: 4_000, late: 0 },
				{ principal: 6_000, late: 142 }
			]);
	});

	test('an invoice by card is paid at the desk like any other, though Faturas lists those by boleto only (245)', async () => {
		const card = idOf(await place.mutate(billingMethodSave, { id: null, name: 'Cartão', active: true, kind: 'card' }, people.mara));
		const id = await invoice('2026-11-30', 5_000, card);
		const ofCustomer = { customerId, from: null, to: null };
		expect((await place.ask(invoiceList, ofCustomer, finance)).map((one) => one.id)).not.toContain(id);
		const owed = async () => (await place.ask(invoiceOpen, { customerId }, finance)).find((one) => one.id === id);
		expect(await owed()).toMatchObject({ amountCents: 5_000, billingMethodName: 'Cartão' });
		expect(await pay(id, 5_000)).toMatchObject({ ok: true, value: { outcome: 'settled' } });
		expect(await stored(id)).toEqual({ paid: 5_000, settled: true });
		expect(await owed()).toBeUndefined();
	});

	test('too much is credit; a discount counts with the payment that settles, and only then', async () => {
		const over = await invoice('2026-11-30');
		expect(await pay(over, 12_500)).toMatchObject({ ok: true, value: { outcome: 'over', creditCents: 2_500 } });
		expect(await stored(over)).toEqual({ paid: 10_000, settled: true });
		const discounted = await invoice('2026-11-30');
		expect(await pay(discounted, 5_000, { discountCents: 1_000 })).toMatchObject({
			ok: false,
			code: 'amount_invalid',
			field: 'discountCents'
		});
		expect(await pay(discounted, 9_000, { discountCents: 1_000 })).toMatchObject({ ok: true, value: { outcome: 'settled' } });
		expect(await stored(discounted)).toEqual({ paid: 10_000, settled: true });
	});

	test('what cannot be is refused by name', async () => {
		const id = await invoice();
		expect(await pay(id, 0)).toMatchObject({ code: 'amount_invalid', field: 'cents' });
		expect(await pay(id, 100, { paidOn: '2026-11-22' })).toMatchObject({ code: 'day_in_future' });
		expect(await pay(id, 100, { paidOn: '31/11/2026' })).toMatchObject({ code: 'day_invalid' });
		expect(await pay(id, 100, { note: 'x'.repeat(201) })).toMatchObject({ code: 'field_too_long', field: 'note' });
		expect(await pay(newUuid(), 100)).toMatchObject({ code: 'not_found' });
		expect(
			await place.mutate(paymentCreate, { invoiceId: id, source: 'cash', paidOn: '2026-11-21', cents: 100 }, people.ana)
		).toMatchObject({
			code: 'permission_denied'
		});
		await place.sql(`update invoice set cancelled_at = now() where id = $1`, [id]);
		expect(await pay(id, 100)).toMatchObject({ code: 'invoice_cancelled' });
		await place.sql(`update invoice set cancelled_at = null, replaced_by_id = $1 where id = $1`, [id]);
		expect(await pay(id, 100)).toMatchObject({ code: 'invoice_replaced' });
	});

	test.runIf(kind === 'centre')('a payment is taken back with a reason, once, and its invoice is owed again', async () => {
		const id = await invoice('2026-11-30');
		const paymentId = idOf(await pay(id, 10_000));
		const back = (reason: string) => place.mutate(paymentReverse, { id: paymentId, reason }, finance);
		expect(await back('  ')).toMatchObject({ code: 'field_required', field: 'reason' });
		expect(await place.mutate(paymentReverse, { id: paymentId, reason: 'x' }, people.ana)).toMatchObject({ code: 'permission_denied' });
		expect(await back('Lançado na fatura errada')).toMatchObject({ ok: true });
		expect(await stored(id)).toEqual({ paid: null, settled: false });
		expect(await back('De novo')).toMatchObject({ code: 'payment_unknown' });
		expect(await place.sql(`select note, reversed_at is not null as reversed from payment where id = $1`, [paymentId])).toEqual([
			{ note: 'Lançado na fatura errada', reversed: true }
		]);
	});

	test.runIf(kind === 'centre')('credit that stands on another invoice keeps its payment', async () => {
		const [first, second] = [await invoice('2026-11-30'), await invoice('2026-12-30')];
		const paymentId = idOf(await pay(first, 13_000));
		await place.sql(
			`insert into invoice_item (id, branch_id, customer_id, invoice_id, kind, description, amount_cents) values ($1, $2, $3, $4, 'credit', 'Crédito', -5500)`,
			[newUuid(), branches.north, customerId, second]
		);
		expect(await place.mutate(paymentReverse, { id: paymentId, reason: 'x' }, finance)).toMatchObject({ code: 'payment_credit_used' });
		expect(await stored(first)).toEqual({ paid: 10_000, settled: true });
	});
});
