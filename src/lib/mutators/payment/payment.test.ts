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
	const pay = (invoiceId: string, cents: number, more: object = {}, actor = finance) =>
		place.mutate(paymentCreate, { invoiceId, source: 'cash', paidOn: '2026-11-21', cents, ...more }, actor);

	test('a part leaves the rest open, the rest with fine and interest settles', async () => {
		const id = await invoice();
		// Eleven days late: 2 % of what is open, and 1 % a month by the day. A part brings the fees of that part.
		expect(await pay(id, 4_000)).toMatchObject({ ok: true, value: { outcome: 'partial', restCents: 6_092 } });
		expect(await stored(id)).toEqual({ paid: 3_908, settled: false });
		expect(await pay(id, 6_236)).toMatchObject({ ok: true, value: { outcome: 'settled', restCents: 0, creditCents: 0 } });
		expect(await stored(id)).toEqual({ paid: 10_000, settled: true });
		expect(await pay(id, 1)).toMatchObject({ ok: false, code: 'invoice_paid' });
		if (kind === 'centre')
			expect(
				await place.sql(
					`select principal_cents::int as principal, late_cents::int as late from payment where invoice_id = $1 order by created_at, principal_cents`,
					[id]
				)
			).toEqual([
				{ principal: 3_908, late: 92 },
				{ principal: 6_092, late: 144 }
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
		const less = { discountCents: 1_000, note: 'Ficou dois dias sem serviço' };
		expect(await pay(discounted, 5_000, less, people.mara)).toMatchObject({
			ok: false,
			code: 'amount_invalid',
			field: 'discountCents'
		});
		expect(await pay(discounted, 9_000, less, people.mara)).toMatchObject({ ok: true, value: { outcome: 'settled' } });
		expect(await stored(discounted)).toEqual({ paid: 10_000, settled: true });
	});

	test('fees are let go by who may, with a reason, and it is known who did; less money alone leaves a rest', async () => {
		const id = await invoice();
		expect(await pay(id, 10_000, { waiveFees: true, note: 'Pediu muito' })).toMatchObject({
			code: 'permission_denied',
			field: 'waiveFees'
		});
		expect(await pay(id, 9_000, { discountCents: 1_000, note: 'x' })).toMatchObject({ code: 'permission_denied', field: 'discountCents' });
		expect(await pay(id, 10_000, { waiveFees: true, note: '  ' }, people.mara)).toMatchObject({ code: 'field_required', field: 'note' });
		expect(await pay(id, 9_999, { waiveFees: true, note: 'x' }, people.mara)).toMatchObject({ code: 'amount_invalid', field: 'waiveFees' });
		expect(await stored(id)).toEqual({ paid: null, settled: false });
		expect(await pay(id, 10_000, { waiveFees: true, note: 'Boleto não chegou' }, people.mara)).toMatchObject({
			ok: true,
			value: { outcome: 'settled', restCents: 0, creditCents: 0 }
		});
		expect(await stored(id)).toEqual({ paid: 10_000, settled: true });
		const other = await invoice();
		expect(await pay(other, 10_000)).toMatchObject({ ok: true, value: { outcome: 'partial' } });
		expect(await stored(other)).toMatchObject({ settled: false });
		// Nothing is late: there is nothing to let go, and nobody to be asked.
		expect(await pay(await invoice('2026-11-30'), 10_000, { waiveFees: true })).toMatchObject({ ok: true });
		if (kind === 'centre') {
			expect(
				await place.sql(
					`select p.waived_cents::int as waived, p.late_cents::int as late, p.note, u.login from payment p join app_user u on u.id = p.created_by where invoice_id = $1`,
					[id]
				)
			).toEqual([{ waived: 237, late: 0, note: 'Boleto não chegou', login: people.mara.login }]);
			// Histórico too, written by the database: with the sum and the reason.
			expect(
				await place.sql(
					`select h.changes -> 'waived_cents' ->> 1 as waived, h.changes -> 'note' ->> 1 as note
					 from history h join payment p on p.id = h.row_id where p.invoice_id = $1 and h.user_id = $2`,
					[id, people.mara.userId]
				)
			).toEqual([{ waived: '237', note: 'Boleto não chegou' }]);
		}
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

	if (kind === 'centre')
		test('a payment is taken back with a reason, once, and its invoice is owed again', async () => {
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

	if (kind === 'centre')
		test('credit that stands on another invoice keeps its payment', async () => {
			const [first, second] = [await invoice('2026-11-30'), await invoice('2026-12-30')];
			const paymentId = idOf(await pay(first, 13_000));
			await place.sql(
				`insert into invoice_item (id, branch_id, customer_id, invoice_id, kind, description, amount_cents) values ($1, $2, $3, $4, 'credit', 'Crédito', -5500)`,
				[newUuid(), branches.north, customerId, second]
			);
			expect(await place.mutate(paymentReverse, { id: paymentId, reason: 'x' }, finance)).toMatchObject({ code: 'payment_credit_used' });
			expect(await stored(first)).toEqual({ paid: 10_000, settled: true });
			// An invoice that was cancelled has given its credit back.
			await place.sql(`update invoice set cancelled_at = now() where id = $1`, [second]);
			expect(await place.mutate(paymentReverse, { id: paymentId, reason: 'x' }, finance)).toMatchObject({ ok: true });
		});

	if (kind === 'centre')
		test('what an agreement took over keeps its payments: taken back, they would be owed nowhere', async () => {
			const id = await invoice('2026-11-30');
			const paymentId = idOf(await pay(id, 4_000));
			await place.sql(`update invoice set replaced_by_id = $1 where id = $1`, [id]);
			expect(await place.mutate(paymentReverse, { id: paymentId, reason: 'x' }, finance)).toMatchObject({ code: 'invoice_replaced' });
		});
});
