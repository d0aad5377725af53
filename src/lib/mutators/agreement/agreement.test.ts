import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invoiceList } from '#lib/queries/invoice/list.ts';
import { invoiceGet } from '#lib/queries/payment/invoice-get.ts';
import { invoiceOpen } from '#lib/queries/payment/open-invoices.ts';
import { promiseList } from '#lib/queries/promise/list.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { billingMethodSave } from '../billing-method/save.ts';
import { customerCreate } from '../customer/create.ts';
import { promiseCreate } from '../promise/create.ts';
import { promiseWithdraw } from '../promise/withdraw.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { agreementCreate } from './create.ts';

const finance = { ...people.mara, role: 'finance' };

describe.each(['replica', 'centre'] as const)('agreements and promises in the %s', (kind) => {
	let place: Place;
	let customerId: string;
	let methodId: string;
	let number = 900;
	const idOf = (outcome: unknown): string => (outcome as { value: { id: string } }).value.id;
	beforeAll(async () => {
		place = await openPlace(kind);
		customerId = idOf(await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 }));
		methodId = idOf(await place.mutate(billingMethodSave, { id: null, name: 'Boleto', active: true, kind: 'boleto' }, people.mara));
		const accountId = newUuid();
		await place.sql(
			`insert into collection_account (id, name, bank, bank_branch, account_number, account_digit, portfolio, beneficiary_name, beneficiary_tax_id,
				beneficiary_address, cnab_length, active, long_numbers, created_at, updated_at)
			 values ($1, 'Itaú', '341', '0057', '12345', '7', '109', 'Provedor', '11222333000181', 'Rua A', 400, true, false, now(), now())`,
			[accountId]
		);
		await place.sql(`update billing_method set collection_account_id = $1 where id = $2`, [accountId, methodId]);
	});
	afterAll(() => place.close());
	async function invoice(dueOn: string): Promise<string> {
		const id = newUuid();
		await place.sql(
			`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, due_on, amount_cents, created_at, updated_at)
			 values ($1, $2, $3, $4, 'service', $5, $6, 10000, now(), now())`,
			[id, branches.north, customerId, ++number, methodId, dueOn]
		);
		return id;
	}

	test('Parc. Dívida: the instalments take the place of the old invoices, for the debt that was agreed on', async () => {
		const ids = [await invoice('2026-09-10'), await invoice('2026-11-30')];
		expect(await place.ask(invoiceGet, { id: ids[0] }, finance)).toMatchObject({
			openCents: 10_000,
			daysLate: 72,
			lateCents: 440,
			status: 'overdue'
		});
		expect(await place.ask(invoiceOpen, { customerId }, finance)).toHaveLength(2);
		const terms = {
			customerId,
			invoiceIds: ids,
			billingMethodId: methodId,
			debtCents: 20_440,
			downPaymentCents: 5_000,
			instalments: 2,
			firstDueOn: '2026-11-28'
		};
		const agree = (more: object = {}, actor = finance) => place.mutate(agreementCreate, { ...terms, ...more }, actor);
		expect(await agree({}, people.ana)).toMatchObject({ code: 'permission_denied' });
		expect(await agree({ debtCents: 20_000 })).toMatchObject({ code: 'debt_changed', detail: { cents: 20_440 } });
		expect(await agree({ instalments: 61 })).toMatchObject({ code: 'instalments_invalid' });
		// What the desk may not let go is not let go this way either.
		expect(await agree({ discountCents: 100 })).toMatchObject({ code: 'permission_denied', field: 'discountCents' });
		expect(await agree({ invoiceIds: [newUuid()] })).toMatchObject({ code: 'not_found' });
		const agreementId = idOf(await agree());
		expect(await place.sql(`select replaced_by_id from invoice where id = any ($1)`, [ids])).toEqual([
			{ replaced_by_id: agreementId },
			{ replaced_by_id: agreementId }
		]);
		expect(await agree()).toMatchObject({ code: 'invoice_replaced' });
		const all = await place.ask(invoiceList, { customerId }, finance);
		expect(all.filter((row) => row.status === 'replaced')).toHaveLength(2);
		if (kind === 'replica') return;
		// 28 November is a Saturday.
		expect(all.filter((row) => row.instalment !== null).map((row) => [row.instalment, row.dueOn, row.amountCents])).toEqual([
			[1, '2026-11-30', 5_000],
			[2, '2026-12-28', 7_720],
			[3, '2027-01-28', 7_720]
		]);
		expect(await place.sql(`select our_number, amount_cents::int as cents, status from boleto order by our_number`)).toEqual([
			{ our_number: '00000001', cents: 5_000, status: 'issued' },
			{ our_number: '00000002', cents: 7_720, status: 'issued' },
			{ our_number: '00000003', cents: 7_720, status: 'issued' }
		]);
	});

	test('a promise holds for some days, one at a time, and can be withdrawn', async () => {
		const promise = (promisedOn: string, actor = people.ana) =>
			place.mutate(promiseCreate, { customerId, promisedOn, amountCents: 9_990 }, actor);
		expect(await promise('2026-11-25', people.tito)).toMatchObject({ code: 'permission_denied' });
		expect(await promise('2026-12-02')).toMatchObject({ code: 'promise_too_far', detail: { limit: 10 } });
		expect(await promise('2026-11-20')).toMatchObject({ code: 'day_in_past' });
		const id = idOf(await promise('2026-11-29'));
		expect(await promise('2026-11-25')).toMatchObject({ code: 'promise_open_already' });
		expect(await place.ask(promiseList, { customerId })).toMatchObject([{ id, state: 'open', until: '2026-11-30', authorName: 'Ana' }]);
		expect(await place.mutate(promiseWithdraw, { id })).toMatchObject({ ok: true });
		expect(await place.mutate(promiseWithdraw, { id })).toMatchObject({ ok: true });
		expect(await place.ask(promiseList, { customerId })).toMatchObject([{ state: 'withdrawn' }]);
		expect(await promise('2026-11-25')).toMatchObject({ ok: true });
	});
});
