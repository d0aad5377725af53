import { getTableName } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeCpf } from '#lib/domain/tax-id/cpf.ts';
import type { Outcome } from '#lib/sync/model.ts';
import { customerDuplicates } from '#lib/queries/customer/duplicates.ts';
import { customerGet } from '#lib/queries/customer/get.ts';
import { mergedTables } from '#lib/queries/customer/merge-rows.ts';
import { customerMerges } from '#lib/queries/customer/merges.ts';
import { contactCreate } from '../contact/create.ts';
import { observationCreate } from '../observation/create.ts';
import { readingCreate } from '../reading/create.ts';
import { company, person } from '../testing/customers.ts';
import { branches, openPlace, people, typeId, type Place } from '../testing/place.ts';
import { customerCreate } from './create.ts';
import { customerMergeInto } from './merge.ts';
import { childTables } from './move-children.ts';
import { customerUnmerge } from './unmerge.ts';
import { customerUpdate } from './update.ts';

let code = 1;
const cpf = (n: number) => completeCpf(String(100000000 + n));
const idOf = (outcome: Outcome<unknown>): string => {
	expect(outcome).toMatchObject({ ok: true });
	return (outcome as { value: { id: string } }).value.id;
};

describe.each(['replica', 'centre'] as const)('merge of duplicates in the %s', (kind) => {
	let place: Place;
	beforeAll(async () => {
		place = await openPlace(kind);
	});
	afterAll(() => place.close());

	const create = async (args: ReturnType<typeof person>) =>
		idOf(await place.mutate(customerCreate, args, people.ana, { customerCode: code++ }));
	const merge = (id: string, duplicateId: string, take: string[] = [], actor: (typeof people)[keyof typeof people] = people.mara) =>
		place.mutate(customerMergeInto, { id, duplicateId, take } as never, actor);
	const owners = (table: string, id: string) => place.sql<{ id: string }>(`select id::text from ${table} where customer_id = $1`, [id]);
	/** Everything that can hang on a customer, one row each, written as they are stored. */
	async function furnish(id: string, branchId: string): Promise<void> {
		await place.mutate(contactCreate, { customerId: id, name: 'Zé' });
		const observation = idOf(
			await place.mutate(observationCreate, { customerId: id, observationTypeId: typeId, text: 'Ler', mustRead: true })
		);
		await place.mutate(readingCreate, { observationId: observation, version: 1 });
		const at = '2026-01-02T10:00:00Z';
		const [plan] = await place.sql<{ id: string }>(
			`insert into service_plan (id, name, download_kbps, upload_kbps, price_cents, created_at, updated_at) values (gen_random_uuid(), 'Fibra', 1, 1, 1, $1, $1) returning id::text`,
			[at]
		);
		const [subscription] = await place.sql<{ id: string }>(
			`insert into subscription (id, branch_id, customer_id, service_plan_id, status, price_cents, due_day, started_on, created_at, updated_at) values (gen_random_uuid(), $1, $2, $3, 'active', 1, 10, '2026-01-02', $4, $4) returning id::text`,
			[branchId, id, plan!.id, at]
		);
		await place.sql(
			`insert into login (id, branch_id, customer_id, subscription_id, username, created_at, updated_at) values (gen_random_uuid(), $1, $2, $3, $4, $5, $5)`,
			[branchId, id, subscription!.id, `u${String(code++)}`, at]
		);
		await place.sql(
			`insert into invoice (id, branch_id, customer_id, number, due_on, amount_cents, created_at, updated_at) values (gen_random_uuid(), $1, $2, $3, '2026-02-10', 9990, $4, $4)`,
			[branchId, id, code++, at]
		);
	}

	test('everything that hangs on the duplicate goes over, into another branch too; the duplicate stays, empty, and says where it went', async () => {
		const kept = await create(person(1, { email: 'velho@example.com' }));
		const duplicate = await create(
			person(2, {
				branchId: branches.south,
				taxId: cpf(1),
				name: 'Cliente Um',
				email: 'novo@example.com',
				remarks: 'Cão bravo'
			})
		);
		await furnish(duplicate, branches.south);
		idOf(await merge(kept, duplicate, ['email']));
		for (const table of ['contact', 'observation', 'reading', 'subscription', 'login', 'invoice']) {
			expect(await owners(table, duplicate), table).toEqual([]);
			expect(await owners(table, kept), table).toHaveLength(1);
			expect(await place.sql(`select branch_id::text from ${table} where customer_id = $1`, [kept]), table).toEqual([
				{ branch_id: branches.north }
			]);
		}
		expect((await place.ask(customerGet, { id: kept }))?.customer).toMatchObject({
			email: 'novo@example.com',
			name: 'Cliente 1',
			remarks: 'Cão bravo',
			status: 'active'
		});
		expect((await place.ask(customerGet, { id: duplicate }))?.customer).toMatchObject({ mergedIntoId: kept, status: 'inactive' });
		expect(await place.ask(customerMerges, { customerId: duplicate })).toMatchObject([
			{
				customerId: kept,
				mergedId: duplicate,
				createdByName: 'Mara',
				undoneAt: null,
				taken: { email: ['velho@example.com', 'novo@example.com'] }
			}
		]);
	});

	test('undone: what went over returns, what was added or changed since stays', async () => {
		const kept = await create(person(3, { email: 'a@example.com', reference: 'Bar' }));
		const duplicate = await create(person(4, { branchId: branches.south, email: 'b@example.com', reference: 'Posto' }));
		await furnish(kept, branches.north);
		await furnish(duplicate, branches.south);
		const mergeId = idOf(await merge(kept, duplicate, ['email', 'reference']));
		await place.mutate(contactCreate, { customerId: kept, name: 'Depois' });
		await place.sql(`update customer set reference = 'Igreja' where id = $1`, [kept]);
		idOf(await place.mutate(customerUnmerge, { mergeId }, people.mara));
		for (const table of ['observation', 'reading', 'subscription', 'login', 'invoice']) {
			expect(await owners(table, kept), table).toHaveLength(1);
			expect(await place.sql(`select branch_id::text from ${table} where customer_id = $1`, [duplicate]), table).toEqual([
				{ branch_id: branches.south }
			]);
		}
		expect(await owners('contact', kept)).toHaveLength(2);
		expect((await place.ask(customerGet, { id: kept }))?.customer).toMatchObject({ email: 'a@example.com', reference: 'Igreja' });
		expect((await place.ask(customerGet, { id: duplicate }))?.customer).toMatchObject({ mergedIntoId: null, status: 'active' });
		expect(await place.mutate(customerUnmerge, { mergeId }, people.mara)).toMatchObject({ code: 'merge_undone_already' });
	});

	test('who may not, the same record, one merged already, a person with a company: refused, and nothing moves', async () => {
		const [a, b, c] = [await create(person(5)), await create(person(6)), await create(person(7))];
		const firm = await create(company(8));
		expect(await merge(a, b, [], people.ana)).toMatchObject({ code: 'permission_denied' });
		expect(await merge(a, a)).toMatchObject({ code: 'merge_same_record' });
		expect(await merge(a, firm)).toMatchObject({ code: 'merge_kinds_differ' });
		const first = idOf(await merge(b, a));
		expect(await merge(c, a)).toMatchObject({ code: 'merge_already_merged' });
		expect(await merge(a, c)).toMatchObject({ code: 'merge_already_merged' });
		idOf(await merge(c, b));
		expect(await place.mutate(customerUnmerge, { mergeId: first }, people.mara)).toMatchObject({ code: 'merge_undo_later_first' });
	});

	test('what an office wrote offline on a record that was merged meanwhile lands in the one that goes on; its registration is closed', async () => {
		const [first, second, last] = [await create(person(10)), await create(person(11)), await create(person(12))];
		idOf(await merge(second, first));
		idOf(await merge(last, second));
		idOf(await place.mutate(contactCreate, { customerId: first, name: 'Tia' }));
		expect(await owners('contact', last)).toHaveLength(1);
		expect(await place.mutate(customerUpdate, { id: first, changes: { reference: { from: null, to: 'Bar' } } } as never)).toMatchObject({
			code: 'customer_merged'
		});
	});

	test('nothing is written for somebody who was forgotten, not even for a moment', async () => {
		const forgotten = await create(person(13));
		await place.sql(`update customer set anonymised_at = now() where id = $1`, [forgotten]);
		expect(await place.mutate(contactCreate, { customerId: forgotten, name: 'Zé' })).toMatchObject({ code: 'customer_anonymised' });
		expect(await merge(forgotten, await create(person(14)))).toMatchObject({ code: 'merge_anonymised' });
	});

	test('likely duplicates are those that share a document, a phone, an e-mail or a name, the surest first', async () => {
		const one = await create(person(20, { name: 'José Não', mobile: '19987650001' }));
		const byName = await create(person(21, { name: 'JOSE NAO' }));
		const byPhone = await create(person(22, { phone: null, mobile: '19987650001' }));
		const byDocument = await create(person(23, { taxId: cpf(20) }));
		await create(person(24));
		const found = await place.ask(customerDuplicates, { id: one });
		expect(found.map(({ id, likenesses }) => [id, likenesses])).toEqual([
			[byDocument, ['taxId']],
			[byPhone, ['mobile']],
			[byName, ['name']]
		]);
		idOf(await merge(one, byDocument));
		expect((await place.ask(customerDuplicates, { id: one })).map(({ id }) => id)).toEqual([byPhone, byName]);
	});
});

test('a table whose rows follow their customer is thought of by the merge', () => {
	const ofPlan = ['login', 'email_account', 'ip_assignment', 'voice_terminal', 'tv_card', 'contract', 'subscription_price', 'suspension'];
	const takenAlong = ['reading', 'ticket_entry', ...ofPlan];
	const staying = ['overwrite_notice', 'customer_merge'];
	expect([...mergedTables, ...takenAlong, ...staying].sort()).toEqual(childTables.map((table) => getTableName(table)).sort());
});
