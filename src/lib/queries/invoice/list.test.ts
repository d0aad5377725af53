import { afterAll, beforeAll, expect, test } from 'vitest';
import { billingMethodSave } from '#lib/mutators/billing-method/save.ts';
import { customerCreate } from '#lib/mutators/customer/create.ts';
import { person } from '#lib/mutators/testing/customers.ts';
import { branches, openPlace, people, type Place } from '#lib/mutators/testing/place.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { invoiceList } from './list.ts';

let place: Place;
let customerId: string;
const methods: Record<string, string> = {};
const idOf = (outcome: unknown): string => (outcome as { value: { id: string } }).value.id;
beforeAll(async () => {
	place = await openPlace('centre');
	customerId = idOf(await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 }));
	for (const kind of ['boleto', 'bank_debit', 'card', 'phone_bill'] as const)
		methods[kind] = idOf(await place.mutate(billingMethodSave, { id: null, name: kind, active: true, kind }, people.mara));
	await invoice(1, 'boleto', '2026-10-10', { paid: 9_990 });
	await invoice(2, 'boleto', '2026-11-10', { paid: 4_000 });
	await invoice(3, 'boleto', '2026-12-10');
	await invoice(4, 'bank_debit', '2026-11-10');
	await invoice(5, 'card', '2026-11-10');
	await invoice(6, 'phone_bill', '2026-11-10');
});
afterAll(() => place.close());

async function invoice(number: number, kind: string, dueOn: string, { paid = null }: { paid?: number | null } = {}): Promise<void> {
	await place.sql(
		`insert into invoice (id, branch_id, customer_id, number, billing_method_id, due_on, amount_cents, paid_cents, paid_at, created_at, updated_at)
		 values ($1, $2, $3, $4, $5, $6, 9990, $7::bigint, case when $7::bigint >= 9990 then now() end, now(), now())`,
		[newUuid(), branches.north, customerId, number, methods[kind], dueOn, paid]
	);
}

test('(245) only invoices that are paid by boleto', async () => {
	place.now = '2026-11-22T12:00:00.000Z';
	expect(await place.ask(invoiceList, { customerId })).toMatchObject([
		{ number: 1, dueOn: '2026-10-10', amountCents: 9_990, openCents: 0, status: 'paid' },
		{ number: 2, openCents: 5_990, status: 'overdue' },
		{ number: 3, openCents: 9_990, status: 'open' }
	]);
	expect(await place.ask(invoiceList, { customerId }, people.tito)).toEqual([]);
});

test('246: from a day and to a day, both inclusive', async () => {
	const numbers = async (from: string | null, to: string | null) =>
		(await place.ask(invoiceList, { customerId, from, to })).map((row) => row.number);
	expect(await numbers('2026-11-10', '2026-11-10')).toEqual([2]);
	expect(await numbers('2026-11-10', null)).toEqual([2, 3]);
	expect(await numbers(null, '2026-11-09')).toEqual([1]);
});
