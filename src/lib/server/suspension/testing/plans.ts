import type { Pool } from 'pg';
import { newUuid } from '#lib/sync/ids.ts';
import { idsOf } from '#lib/sync/ids.ts';
import type { Actor, Mutator, Outcome } from '#lib/sync/model.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { assumeRights, drizzleOn, inTransaction, readWrite } from '#sync-server/database.ts';

export interface Provider {
	readonly branchId: string;
	/** Finance and a manager of the branch. */
	readonly fin: Actor;
	readonly mara: Actor;
	readonly planId: string;
	readonly methodId: string;
}

export interface Plan {
	readonly customerId: string;
	readonly subscriptionId: string;
	readonly invoiceId: string;
	readonly username: string;
	readonly password: string;
}

/** A branch with people, a plan of the catalogue and a billing method that suspends ten days after the due day. */
export async function addProvider(pool: Pool): Promise<Provider> {
	const [branchId, planId, methodId] = [newUuid(), newUuid(), newUuid()];
	await pool.query(
		`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, 'Norte', 'Assis', 'SP', '18', now(), now())`,
		[branchId]
	);
	await pool.query(
		`insert into service_plan (id, name, download_kbps, upload_kbps, price_cents, active, created_at, updated_at) values ($1, 'Fibra 300', 300000, 150000, 9990, true, now(), now())`,
		[planId]
	);
	await pool.query(
		`insert into billing_method (id, name, kind, suspend_days_overdue, suspend_days_before, suspend_on_business_day, created_at, updated_at) values ($1, 'Boleto', 'boleto', 10, 0, false, now(), now())`,
		[methodId]
	);
	const person = async (login: string, role: string): Promise<Actor> => {
		const userId = newUuid();
		await pool.query(
			`insert into app_user (id, login, name, role, active, created_at, updated_at) values ($1, $2, $2, $3, true, now(), now())`,
			[userId, login, role]
		);
		await pool.query(`insert into user_branch (id, user_id, branch_id) values ($1, $2, $3)`, [newUuid(), userId, branchId]);
		return { userId, login, name: login, role, branchIds: [branchId], ip: '10.0.0.1' };
	};
	return { branchId, planId, methodId, fin: await person('fin', 'finance'), mara: await person('mara', 'manager') };
}

let counted = 0;

/** A customer with a plan, its login, an invoice overdue for sixty days and a notice of it that arrived five days later: after any weekend and Carnival. */
export async function addPlan(pool: Pool, { branchId, planId, methodId }: Provider): Promise<Plan> {
	const n = ++counted;
	const [customerId, subscriptionId, invoiceId] = [newUuid(), newUuid(), newUuid()];
	const [username, password] = [`cliente${n}`, `senha-${n}`];
	await pool.query(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, status, registered_on, address, city, state, created_at, updated_at) values ($1, $2, $3, 'natural', $4, $5, 'active', '2024-01-01', 'Rua das Palmeiras, 1', 'Assis', 'SP', now(), now())`,
		[customerId, branchId, n, `Cliente ${n}`, String(10_000_000_000 + n)]
	);
	await pool.query(
		`insert into subscription (id, branch_id, customer_id, service_plan_id, billing_method_id, status, price_cents, due_day, started_on, created_at, updated_at) values ($1, $2, $3, $4, $5, 'active', 9990, 5, '2025-01-01', now(), now())`,
		[subscriptionId, branchId, customerId, planId, methodId]
	);
	await pool.query(
		`insert into login (id, branch_id, customer_id, subscription_id, username, password, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, now(), now())`,
		[newUuid(), branchId, customerId, subscriptionId, username, password]
	);
	await pool.query(
		`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, due_on, amount_cents, created_at, updated_at) values ($1, $2, $3, $4, 'service', $5, current_date - 60, 9990, now(), now())`,
		[invoiceId, branchId, customerId, n, methodId]
	);
	await pool.query(
		`insert into debt_notice (id, branch_id, customer_id, proven_on, channel, created_at, updated_at) values ($1, $2, $3, current_date - 55, 'letter', now(), now())`,
		[newUuid(), branchId, customerId]
	);
	return { customerId, subscriptionId, invoiceId, username, password };
}

/** One of the NAS, as the settings would have entered it. */
export async function addServer(
	pool: Pool,
	server: { readonly name: string; readonly address: string; readonly secret: string; readonly port: number }
): Promise<string> {
	const id = newUuid();
	await pool.query(
		`insert into network_server (id, name, address, secret, coa_port, created_at, updated_at) values ($1, $2, $3, $4, $5, now(), now())`,
		[id, server.name, server.address, server.secret, server.port]
	);
	return id;
}

/** A mutator as the centre runs it: under the person's rights, in a transaction that is rolled back when it refuses. */
export async function runAs<A, R>(
	pool: Pool,
	actor: Actor,
	mutator: Mutator<A, R>,
	args: unknown,
	now = new Date().toISOString()
): Promise<Outcome<R>> {
	return await inTransaction(pool, readWrite, async (connection) => {
		await assumeRights(connection, actor);
		return await mutator.run(drizzleOn(connection), mutator.args.parse(args), {
			place: 'centre',
			now,
			today: dayAt(now),
			actor,
			newId: idsOf(newUuid()),
			number: () => null
		});
	});
}
