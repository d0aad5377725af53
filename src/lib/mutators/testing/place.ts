/**
 * A place to run mutators and queries in tests: PGlite in memory with the real migrations. `centre` has the triggers and
 * rights of the real one and runs everything under the actor's rights; `replica` has neither, and no foreign keys.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vi } from 'vitest';
import type { z } from 'zod';
import { syncedTables } from '#lib/schema/synced.ts';
import { createIndexes, createTable } from '#lib/sync/client/ddl.ts';
import { idsOf, uuidv7 } from '#lib/sync/ids.ts';
import type { Actor, Mutator, Outcome, Query, Tx } from '#lib/sync/model.ts';
import { projectAll, quote } from '#lib/sync/projection.ts';
import { drizzleOver, parseText } from '#lib/sync/remote-db.ts';

// A database is made in WebAssembly: seconds on an idle machine, and machines that run tests are seldom idle.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const migrations = new URL('../../../../migrations/', import.meta.url);
/** PGlite's own parsers make Dates; both ends of the engine compare texts. */
const parsers = Object.fromEntries([...Array(6000).keys()].map((oid) => [oid, (value: string) => parseText(oid, value)]));

export interface Place {
	readonly pg: PGlite;
	/** What `ctx.now` is; raise it to let time pass. */
	now: string;
	mutate<A, R>(
		mutator: Mutator<A, R>,
		args: z.input<Mutator<A, R>['args']> | A,
		actor?: Actor,
		numbers?: Record<string, number>
	): Promise<Outcome<R>>;
	ask<A, R>(query: Query<A, R>, args: unknown, actor?: Actor): Promise<R>;
	sql<T>(text: string, values?: unknown[]): Promise<T[]>;
	close(): Promise<void>;
}

export const branches = { north: '00000000-0000-7000-8000-0000000000b1', south: '00000000-0000-7000-8000-0000000000b2' } as const;
export const typeId = '00000000-0000-7000-8000-0000000000c1';
const user = (n: number, login: string, role: string, branchIds: readonly string[]): Actor => ({
	userId: `00000000-0000-7000-8000-00000000a00${n}`,
	login,
	name: login[0]!.toUpperCase() + login.slice(1),
	role,
	branchIds,
	ip: `10.0.0.${n}`
});
const both = Object.values(branches);
export const people = {
	ana: user(1, 'ana', 'attendant', both),
	bia: user(2, 'bia', 'attendant', both),
	tito: user(3, 'tito', 'technician', both),
	mara: user(4, 'mara', 'manager', both),
	adm: user(5, 'adm', 'administrator', both),
	sul: user(6, 'sul', 'attendant', [branches.south])
} as const;

const openTx = (tx: Pick<Transaction, 'query'>): Tx =>
	drizzleOver(async (text, values, shape) => {
		return (await tx.query<unknown>(text, values, { rowMode: shape === 'arrays' ? 'array' : 'object', parsers })).rows;
	});

export async function openPlace(kind: 'replica' | 'centre'): Promise<Place> {
	const pg = new PGlite({ extensions: { pg_trgm } });
	const files = readdirSync(migrations)
		.filter((name) => name.endsWith('.sql'))
		.sort();
	for (const file of kind === 'centre' ? files : files.slice(0, 2)) {
		await pg.exec(readFileSync(new URL(file, migrations), 'utf8').replaceAll('--> statement-breakpoint', ';'));
	}
	if (kind === 'replica') await replicaTables(pg);
	await seed(pg);
	let mutations = 0;

	const place: Place = {
		pg,
		now: '2026-11-21T14:00:00.000Z',
		async mutate(mutator, args, actor = people.ana, numbers = {}) {
			const mutationId = uuidv7(Date.parse(place.now), new Uint8Array(16).fill(++mutations % 256));
			const parsed = mutator.args.parse(JSON.parse(JSON.stringify(args)));
			return await pg.transaction(async (tx) => {
				await assume(tx, kind, actor);
				const outcome = await mutator.run(openTx(tx), parsed, {
					place: kind,
					now: place.now,
					today: place.now.slice(0, 10),
					actor,
					newId: idsOf(mutationId),
					number: (which) => numbers[which] ?? null
				});
				if (!outcome.ok) await tx.rollback();
				return outcome as Outcome<never>;
			});
		},
		async ask(query, args, actor = people.ana) {
			return await pg.transaction(async (tx) => {
				await assume(tx, kind, actor);
				return await query.run(openTx(tx), query.args.parse(args), { today: place.now.slice(0, 10), actor });
			});
		},
		sql: async <T>(text: string, values: unknown[] = []) => (await pg.query<T>(text, values, { parsers })).rows,
		close: () => pg.close()
	};
	return place;
}

async function assume(tx: Transaction, kind: 'replica' | 'centre', actor: Actor): Promise<void> {
	if (kind === 'replica') return;
	await tx.query(
		`select set_config('app.user_id', $1, true), set_config('app.user_role', $2, true), set_config('app.branch_ids', $3, true), set_config('app.ip', $4, true), set_config('role', 'balcao_user', true)`,
		[actor.userId, actor.role, `{${actor.branchIds.join(',')}}`, actor.ip ?? '']
	);
}

/** The synced tables as a replica makes them: of the newest schema, without foreign keys, rights and triggers. */
async function replicaTables(pg: PGlite): Promise<void> {
	for (const projection of projectAll(syncedTables)) {
		await pg.exec(`drop table if exists ${quote(projection.name)} cascade`);
		for (const statement of [createTable(projection), ...createIndexes(projection)]) await pg.exec(statement);
	}
}

async function seed(pg: PGlite): Promise<void> {
	const at = '2026-01-02T10:00:00Z';
	for (const [n, id] of both.entries())
		await pg.query(`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1,$2,$3,'SP',$4,$5,$5)`, [
			id,
			n === 0 ? 'Norte' : 'Sul',
			n === 0 ? 'Campinas' : 'Jundiaí',
			n === 0 ? '19' : '11',
			at
		]);
	for (const person of Object.values(people)) {
		await pg.query(`insert into app_user (id, login, name, role, created_at, updated_at) values ($1,$2,$3,$4,$5,$5)`, [
			person.userId,
			person.login,
			person.name,
			person.role,
			at
		]);
	}
	await pg.query(`insert into observation_type (id, name, created_at, updated_at) values ($1,'Geral',$2,$2)`, [typeId, at]);
}
