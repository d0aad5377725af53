/**
 * What the engine is told about a product: its tables, its mutators and its queries. The engine knows no customer and
 * no invoice; everything here is passed to it by `src/lib/replica/` (browser, headless) and `sync-server/`.
 */
import type { PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core';
import type { ZodType } from 'zod';

/** A drizzle handle inside one transaction. The same type in the replica and at the centre. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the schema generic is of no use to named mutators
export type Tx = PgDatabase<PgQueryResultHKT, any>;

export interface SyncedTable {
	/** Number of the table in `sync.change` and on the wire; never reused. */
	readonly id: number;
	readonly table: PgTable;
	/** `branch`: rows carry `branch_id`; `everyone`: all signed-in people see all rows. Contents are decided by RLS. */
	readonly scope: 'branch' | 'everyone';
	/** Columns no browser may hold (SQL names). They are left out of the projection and of the replica's table. */
	readonly hidden?: readonly string[];
	/** A first load may be used ("searchable") once all tables up to the last essential one are in. */
	readonly essential?: boolean;
}

/** Who acts, with which rights. `branchIds` is what RLS will allow, already widened for administrators. */
export interface Actor {
	readonly userId: string;
	readonly login: string;
	readonly name: string;
	readonly role: string;
	readonly branchIds: readonly string[];
	readonly ip?: string | undefined;
}

/** A refusal is a value: a code that `errors/` turns into a sentence, the field it is about, and what the sentence needs. */
export interface Refusal {
	readonly ok: false;
	readonly code: string;
	readonly field?: string | undefined;
	readonly detail?: Readonly<Record<string, string | number>> | undefined;
}
export type Outcome<T = unknown> = { readonly ok: true; readonly value?: T } | Refusal;

export const ok = <T>(value?: T): Outcome<T> => (value === undefined ? { ok: true } : { ok: true, value });
export const refuse = (code: string, more: { field?: string; detail?: Record<string, string | number> } = {}): Refusal => ({
	ok: false,
	code,
	...more
});

export interface MutatorContext {
	/** `replica`: optimistic, may be replayed many times; `centre`: once, with authority. */
	readonly place: 'replica' | 'centre';
	/** The replica's clock while optimistic, the centre's when it counts. ISO 8601 with offset. */
	readonly now: string;
	/** `YYYY-MM-DD` of `now` in the provider's time zone. */
	readonly today: string;
	readonly actor: Actor;
	/** Ids derived from the mutation's own id: the same in every replay and at the centre. UUID v7 shaped. */
	newId(): string;
	/** A number reserved for this mutation (`protocol`, `customerCode`), final since its creation, or null when none is left. */
	number(kind: string): number | null;
}

/** One verb. Pure of clocks and randomness; asks the domain, writes through `tx`, answers with a value. */
export interface Mutator<A = never, R = unknown> {
	readonly name: string;
	/** Rises when `args` changes shape; `upgrade[n]` turns args of version n into n+1, so an old outbox still lands. */
	readonly version: number;
	readonly args: ZodType<A>;
	readonly upgrade?: Readonly<Record<number, (args: unknown) => unknown>>;
	/** Kinds of leased numbers that one run takes. */
	readonly numbers?: readonly string[];
	/** Nothing that a person did and waits for, e.g. a note of what was looked at: it travels like all others, and is not counted. */
	readonly quiet?: boolean;
	run(tx: Tx, args: A, ctx: MutatorContext): Promise<Outcome<R>>;
}
export const defineMutator = <A, R>(m: Mutator<A, R>): Mutator<A, R> => m;
export type AnyMutator = Mutator<never, unknown>;
export type MutatorRegistry = ReadonlyMap<string, AnyMutator>;

/**
 * What a query's result depends on. A change of a row wakes the query only if some dependency can be touched by it:
 * any row of the table, these ids, rows where a column has this value, or rows that pass a test.
 * Column names are SQL names; `row` is the row as JSON, before or after the change.
 */
export type Dependency =
	| { readonly table: string }
	| { readonly table: string; readonly ids: readonly string[] }
	| { readonly table: string; readonly where: { readonly column: string; readonly equals: string } }
	| { readonly table: string; readonly rows: (row: Record<string, unknown>) => boolean };

/** A named question, for the replica and the centre alike. */
export interface Query<A = never, R = unknown> {
	readonly name: string;
	readonly args: ZodType<A>;
	run(tx: Tx, args: A, ctx: QueryContext): Promise<R>;
	/** Asked after each run with that run's result. */
	dependsOn(args: A, result: R): readonly Dependency[];
}
export interface QueryContext {
	readonly today: string;
	readonly actor: Actor;
	/** In a replica only: what was read for the last ask. The centre reads everything, under the rights of whoever asks. */
	readonly memory?: QueryMemory;
}

/**
 * For questions that look at thousands of rows of which few change between two asks: the query keeps what it read, and next time reads
 * the touched rows only. A query must give the same answer with and without it.
 */
export interface QueryMemory {
	/** What was kept under this name; null: nothing, or a table that it came from has changed as a whole. */
	recall<T>(name: string): Recalled<T> | null;
	/** Keeps it, true as of now. `tables`: all that it came from. */
	keep(name: string, tables: readonly string[], value: unknown): void;
}
export interface Recalled<T> {
	readonly value: T;
	/** By table, ids of the rows that were written, made or deleted since it was kept. */
	readonly touched: ReadonlyMap<string, ReadonlySet<string>>;
}
export const defineQuery = <A, R>(q: Query<A, R>): Query<A, R> => q;
export type AnyQuery = Query<never, unknown>;
export type QueryRegistry = ReadonlyMap<string, AnyQuery>;

export type ArgsOf<M> = M extends { args: ZodType<infer A> } ? A : never;
export type ResultOf<Q> = Q extends { run(...args: never[]): Promise<infer R> } ? R : never;

/** By name, refusing two of the same name: two copies of one idea would otherwise hide each other. */
export function registry<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
	const map = new Map<string, T>();
	for (const item of items) {
		if (map.has(item.name)) throw new Error(`two definitions are called ${item.name}`);
		map.set(item.name, item);
	}
	return map;
}
