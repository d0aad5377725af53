import type { Pool } from 'pg';
import { expect } from 'vitest';
import { idsOf, newUuid } from '#lib/sync/ids.ts';
import type { Actor, Mutator, Outcome, Tx } from '#lib/sync/model.ts';
import { assumeRights, drizzleOn, inTransaction, readWrite } from '#sync-server/database.ts';

/** People as they stand in `app_user`; their branches are left to the test. */
export async function addUsers(pool: Pool, users: readonly Actor[]): Promise<void> {
	for (const one of users)
		await pool.query(`insert into app_user (id, login, name, role, created_at, updated_at) values ($1,$2,$3,$4, now(), now())`, [
			one.userId,
			one.login,
			one.name,
			one.role
		]);
}

/** In a transaction with the rights of `actor`, as the centre runs everything. */
export const actingAs = <R>(pool: Pool, actor: Actor, run: (tx: Tx) => Promise<R>): Promise<R> =>
	inTransaction(pool, readWrite, async (connection) => {
		await assumeRights(connection, actor);
		return await run(drizzleOn(connection));
	});

/** Runs a mutator that must succeed, without the engine around it. `number` is what every counter answers. */
export async function runAs<A, R>(pool: Pool, actor: Actor, mutator: Mutator<A, R>, args: A, number: number | null = null): Promise<R> {
	const now = new Date().toISOString();
	const outcome: Outcome<R> = await actingAs(pool, actor, (tx) =>
		mutator.run(tx, args, { place: 'centre', now, today: now.slice(0, 10), actor, newId: idsOf(newUuid()), number: () => number })
	);
	expect(outcome).toMatchObject({ ok: true });
	return (outcome as { value: R }).value;
}
