import type pg from 'pg';
import { newUuid } from '#lib/sync/ids.ts';
import type { Actor } from '#lib/sync/model.ts';
import { openPool } from '#sync-server/database.ts';
import { freshDatabase } from '#sync-server/testing/database.ts';

/** One branch that bills over two methods, with somebody of finance, on a real Postgres: what tests of billing begin with. */
export interface BillingOffice {
	readonly url: string;
	readonly pool: pg.Pool;
	readonly branchId: string;
	readonly finance: Actor;
	/** By kind: `boleto` over an account at Itaú, and `card`. */
	readonly methods: Readonly<Record<'boleto' | 'card', string>>;
	readonly account: string;
	sql<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
	customer(more?: {
		method?: 'boleto' | 'card' | null;
		dueDay?: number;
		startedOn?: string;
		cents?: number;
		name?: string;
	}): Promise<{ id: string; subscription: string }>;
	/** As many customers at once, each with one plan that is billed by boleto on the 10th. */
	crowd(count: number): Promise<void>;
	/** Deletes customers, invoices and runs. */
	clear(): Promise<void>;
	close(): Promise<void>;
}

export async function openBillingOffice(): Promise<BillingOffice> {
	const database = await freshDatabase();
	const pool = openPool(database.url, 12);
	const [branchId, plan, account, userId] = [newUuid(), newUuid(), newUuid(), newUuid()];
	const methods = { boleto: newUuid(), card: newUuid() };
	const sql = async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> =>
		(await pool.query<R>(text, values)).rows;
	await sql(
		`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, 'Centro', 'Campinas', 'SP', '19', now(), now())`,
		[branchId]
	);
	await sql(
		`insert into service_plan (id, name, download_kbps, upload_kbps, price_cents, created_at, updated_at) values ($1, 'Fibra 500', 1, 1, 9990, now(), now())`,
		[plan]
	);
	await sql(
		`insert into collection_account (id, name, bank, bank_branch, account_number, account_digit, portfolio, beneficiary_name, beneficiary_tax_id, beneficiary_address, created_at, updated_at)
		 values ($1, 'Itaú', '341', '0057', '12345', '7', '109', 'Provedor', '11222333000181', 'Rua', now(), now())`,
		[account]
	);
	for (const kind of ['boleto', 'card'] as const)
		await sql(
			`insert into billing_method (id, name, kind, collection_account_id, created_at, updated_at) values ($1, $2, $2, $3, now(), now())`,
			[methods[kind], kind, kind === 'boleto' ? account : null]
		);
	await sql(
		`insert into app_user (id, login, name, role, created_at, updated_at) values ($1, 'fin', 'Financeiro', 'finance', now(), now())`,
		[userId]
	);
	await sql(`insert into user_branch (id, user_id, branch_id) values ($1, $2, $3)`, [newUuid(), userId, branchId]);
	const finance: Actor = { userId, login: 'fin', name: 'Financeiro', role: 'finance', branchIds: [branchId] };
	return {
		url: database.url,
		pool,
		branchId,
		finance,
		methods,
		account,
		sql,
		async customer({ method = 'boleto', dueDay = 10, startedOn = '2026-01-10', cents = 9_990, name = 'Cliente' } = {}) {
			const [id, subscription] = [newUuid(), newUuid()];
			await sql(
				`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
				 values ($1, $2, (random() * 1e9)::int, 'natural', $3, '52998224725', '2026-01-10', 'Rua 1', 'Campinas', 'SP', now(), now())`,
				[id, branchId, name]
			);
			await sql(
				`insert into subscription (id, branch_id, customer_id, service_plan_id, billing_method_id, status, price_cents, due_day, started_on, created_at, updated_at)
				 values ($1, $2, $3, $4, $5, 'active', $6, $7, $8, now(), now())`,
				[subscription, branchId, id, plan, method === null ? null : methods[method], cents, dueDay, startedOn]
			);
			return { id, subscription };
		},
		async crowd(count) {
			await sql(
				`with made as (
					insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
					select gen_random_uuid(), $1, 1000000 + n, 'natural', 'Cliente ' || n, '52998224725', '2026-01-10', 'Rua 1', 'Campinas', 'SP', now(), now()
					from generate_series(1, $2) n returning id
				 )
				 insert into subscription (id, branch_id, customer_id, service_plan_id, billing_method_id, status, price_cents, due_day, started_on, created_at, updated_at)
				 select gen_random_uuid(), $1, id, $3, $4, 'active', 9990, 10, '2026-01-10', now(), now() from made`,
				[branchId, count, plan, methods.boleto]
			);
		},
		async clear() {
			for (const table of ['invoice_run', 'boleto', 'payment', 'invoice_item', 'charge', 'invoice', 'customer'])
				await sql(`delete from ${table}`);
		},
		async close() {
			await pool.end();
			await database.drop();
		}
	};
}
