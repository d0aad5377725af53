/**
 * The replica's tables in PGlite: base state from the centre, optimistic writes on top, undone and replayed around
 * every delta, all in one transaction. Nothing outside ever sees a state between two of these steps.
 */
import type { PGliteInterface } from '@electric-sql/pglite';
import { parseCursor } from '../cursor.ts';
import { idsOf } from '../ids.ts';
import type { Actor, AnyMutator, MutatorRegistry, Outcome, Tx } from '../model.ts';
import { refusalOfError } from '../outcome-of-error.ts';
import type { OutboxRecord, Touch, Touches } from '../ports.ts';
import { quote, rowChecksum, type Projection } from '../projection.ts';
import { drizzleOver } from '../remote-db.ts';
import { concernedBy, idsInRows, idsNamed, type Footprint } from './footprints.ts';
import { Statements, type RowShape } from './statements.ts';
import { netTouches } from './net-touches.ts';
import { createIndexes, createTable, foldFunction, localTables, rememberTrigger } from './ddl.ts';

/** Beyond this many rows of a table, live queries are told "all of it" instead of each row. */
const touchLimit = 500;

/** What a delta holds once all its messages are in: JSON text by table, and ids that are gone. */
export interface DeltaPart {
	readonly table: string;
	readonly rows: string;
	readonly gone: readonly string[];
}

export interface Place {
	readonly epoch: string;
	readonly audience: string;
	readonly cursor: string;
}

export interface ReplayContext {
	readonly actor: Actor;
	readonly now: string;
	readonly today: string;
}

/** A connection of the replica, in a transaction or not. */
interface Sql {
	query<T>(text: string, params?: readonly unknown[], shape?: RowShape): Promise<T[]>;
	/** Statements without parameters and without an answer. */
	exec(text: string): Promise<unknown>;
}
type SqlInTransaction = Sql & { rollback(): Promise<void> };

const drizzleOn = (sql: Sql): Tx => drizzleOver((text, params, shape) => sql.query(text, params, shape));

export class ReplicaStore {
	readonly pg: PGliteInterface;
	readonly projections: readonly Projection[];
	readonly #byName: ReadonlyMap<string, Projection>;
	readonly #byId: ReadonlyMap<number, Projection>;
	readonly #mutators: MutatorRegistry;
	/** What each pending mutation has to do with, by its id; told anew whenever it runs. */
	#footprints = new Map<string, Footprint>();
	readonly #statements: Statements;
	/** Outside of transactions. */
	readonly #sql: Sql;
	readonly #drizzle: Tx;
	/** The transaction that is open: there is one connection, and what is outside must not slip into it. */
	#open: Promise<unknown> | null = null;

	constructor(pg: PGliteInterface, projections: readonly Projection[], mutators: MutatorRegistry) {
		this.pg = pg;
		this.projections = projections;
		this.#byName = new Map(projections.map((p) => [p.name, p]));
		this.#byId = new Map(projections.map((p) => [p.id, p]));
		this.#mutators = mutators;
		this.#statements = new Statements(pg);
		this.#sql = {
			query: async (text, params, shape) => {
				while (this.#open) await this.#open;
				return await this.#statements.run(text, params, shape);
			},
			exec: (text) => pg.exec(text)
		};
		this.#drizzle = drizzleOn(this.#sql);
	}

	/** For queries. */
	get db(): Tx {
		return this.#drizzle;
	}

	/** Settings that checksums and queries rely on. Once per opening. */
	async prepare(): Promise<void> {
		// Statements are parsed once but planned for their values: a search for two letters wants another plan than one for ten.
		await this.pg.exec(`set timezone = 'UTC'; set datestyle = 'ISO'; set jit = off; set plan_cache_mode = force_custom_plan`);
	}

	/** Is this a replica of these tables? False for an empty or foreign database. */
	async isOf(schema: string): Promise<boolean> {
		const exists = await this.#sql.query<{ t: string | null }>(`select to_regclass('local.meta')::text as t`);
		if (exists[0]?.t == null) return false;
		return (await this.meta('schema')) === schema;
	}

	/** Tables without indexes, ready for COPY. One statement at a time: many in one would exhaust the file pool. */
	async createTables(schema: string): Promise<void> {
		await this.pg.exec(`create extension if not exists pg_trgm`);
		await this.pg.exec(foldFunction);
		for (const statement of localTables) await this.pg.exec(statement);
		for (const p of this.projections) await this.pg.exec(createTable(p));
		await this.setMeta('schema', schema);
	}

	/** After the rows of a table are in. */
	async finishTable(p: Projection): Promise<void> {
		for (const statement of createIndexes(p)) await this.pg.exec(statement);
		await this.pg.exec(rememberTrigger(p));
		await this.pg.exec(`analyze ${quote(p.name)}`);
	}

	async copyPage(p: Projection, page: Blob): Promise<number> {
		const result = await this.pg.query(`copy ${quote(p.name)} (${p.columnList}) from '/dev/blob'`, [], { blob: page });
		return result.affectedRows ?? 0;
	}

	async meta(key: string): Promise<string | null> {
		return (await this.#sql.query<{ value: string }>(`select value from local.meta where key = $1`, [key]))[0]?.value ?? null;
	}
	async setMeta(key: string, value: string): Promise<void> {
		await this.#transaction(async (tx) => void (await putMeta(tx, key, value)));
	}

	async place(): Promise<Place | null> {
		const rows = await this.#sql.query<{ key: string; value: string }>(
			`select key, value from local.meta where key in ('epoch', 'audience', 'cursor')`
		);
		const found = new Map(rows.map((r) => [r.key, r.value]));
		const [epoch, audience, cursor] = [found.get('epoch'), found.get('audience'), found.get('cursor')];
		return epoch && audience && cursor && parseCursor(cursor) ? { epoch, audience, cursor } : null;
	}

	async setPlace(place: Place): Promise<void> {
		await this.#transaction(async (tx) => {
			for (const [key, value] of Object.entries(place)) await putMeta(tx, key, value);
		});
	}

	async ackedSeq(): Promise<number> {
		return Number((await this.meta('ackedSeq')) ?? 0);
	}

	/** Runs a mutator on top of what is here. A refusal or a throw leaves nothing behind. */
	async runOptimistic(
		mutator: AnyMutator,
		args: unknown,
		record: Pick<OutboxRecord, 'id' | 'numbers'>,
		context: ReplayContext
	): Promise<{ outcome: Outcome; touches: Touches }> {
		let outcome: Outcome = { ok: true };
		let touches: Touches = [];
		await this.#transaction(async (tx) => {
			outcome = await run(mutator, tx, args, record, context);
			if (!outcome.ok) return await tx.rollback();
			touches = await this.#takeTouched(tx);
			this.#leaveFootprint(record.id, args, touches);
		});
		return { outcome, touches };
	}

	/** At opening: whatever optimistic effects are in the tables, take them out and replay what the journal holds. */
	async restorePending(pending: readonly OutboxRecord[], context: ReplayContext): Promise<void> {
		await this.#transaction(async (tx) => {
			await this.#replicaRole(tx, true);
			await this.#undo(tx);
			await this.#replicaRole(tx, false);
			await this.#replay(tx, pending, context);
		});
	}

	/**
	 * One step of the replica: undo the pending mutations that are concerned, apply, drop what is acknowledged, replay the
	 * rest of them; directly when none is concerned. Answers what live queries have to look at.
	 * @param images tables of which some live query wants the rows before and after
	 */
	async apply(
		parts: readonly DeltaPart[],
		to: string,
		acked: { readonly seq: number | null; readonly rest: readonly OutboxRecord[] },
		context: ReplayContext,
		images: (table: string) => boolean
	): Promise<Touches> {
		const touches: Touches[number][] = [];
		await this.#transaction(async (tx) => {
			const { replay, rows } = this.#concernedBy(parts, acked.rest);
			await this.#replicaRole(tx, true);
			if (rows.size > 0) touches.push(...(await this.#undo(tx, rows, images)));
			for (const part of parts) touches.push(...(await this.#applyPart(tx, part, images(part.table))));
			await putMeta(tx, 'cursor', to);
			if (acked.seq !== null) await putMeta(tx, 'ackedSeq', String(acked.seq));
			if (replay.length > 0) {
				await this.#replicaRole(tx, false);
				touches.push(...(await this.#replay(tx, replay, context)));
			}
		});
		return netTouches(touches);
	}

	/** Rows, and a checksum of them, of the base state of `(after, upto]`; pending effects do not count. */
	async checksum(p: Projection, after: string | null, upto: string | null): Promise<{ rows: number; sum: string }> {
		let result = { rows: 0, sum: '0' };
		await this.#transaction(async (tx) => {
			if (this.#footprints.size > 0) {
				await this.#replicaRole(tx, true);
				await this.#undoIn(tx);
			}
			const found = await tx.query<{ rows: number; sum: string | null }>(
				`select count(*)::int as rows, sum(${rowChecksum(p)})::text as sum from ${quote(p.name)} t where ($1::uuid is null or id > $1) and ($2::uuid is null or id <= $2)`,
				[after, upto]
			);
			result = { rows: found[0]!.rows, sum: found[0]!.sum ?? '0' };
			await tx.rollback();
		});
		return result;
	}

	/** Makes `(after, upto]` exactly these rows. */
	async replaceRange(
		p: Projection,
		after: string | null,
		upto: string | null,
		rows: string,
		pending: readonly OutboxRecord[],
		context: ReplayContext
	): Promise<Touches> {
		await this.#transaction(async (tx) => {
			await this.#replicaRole(tx, true);
			await this.#undo(tx);
			await tx.query(
				`delete from ${quote(p.name)} where ($1::uuid is null or id > $1) and ($2::uuid is null or id <= $2)
				 and id not in (select (r ->> 'id')::uuid from json_array_elements($3::json) r)`,
				[after, upto, rows]
			);
			await this.#upsert(tx, p, rows, false);
			await this.#replicaRole(tx, false);
			await this.#replay(tx, pending, context);
		});
		return [{ table: p.name, all: true }];
	}

	/** One transaction of the engine; when it fails, what is known of pending rows is as before too. */
	async #transaction(work: (tx: SqlInTransaction) => Promise<void>): Promise<void> {
		while (this.#open) await this.#open;
		const footprints = new Map(this.#footprints);
		const transaction = this.pg.transaction((tx) =>
			work({
				query: (text, params, shape) => this.#statements.run(text, params, shape),
				exec: (text) => tx.exec(text),
				rollback: () => tx.rollback()
			})
		);
		this.#open = transaction.catch(() => undefined).finally(() => (this.#open = null));
		try {
			await transaction;
		} catch (error) {
			this.#footprints = footprints;
			throw error;
		}
	}

	/** Nothing here vacuums by itself: done when idle, one statement at a time. */
	async tidy(): Promise<void> {
		for (const table of ['local.touched', 'local.undo', 'local.meta', ...this.projections.map((p) => quote(p.name))])
			await this.pg.exec(`vacuum (analyze) ${table}`);
	}

	/** Which pending mutations to replay, and which rows to put back first. Forgets those that are no longer pending. */
	#concernedBy(
		parts: readonly DeltaPart[],
		pending: readonly OutboxRecord[]
	): { replay: readonly OutboxRecord[]; rows: ReadonlySet<string> } {
		if (this.#footprints.size === 0) return { replay: [], rows: new Set() };
		const still = new Set(pending.map((record) => record.id));
		const settled = [...this.#footprints].filter(([id]) => !still.has(id));
		for (const [id] of settled) this.#footprints.delete(id);
		const changed = parts.flatMap((part) => [...part.gone, ...idsInRows(part.rows)]);
		const others = pending.flatMap((record) => {
			const footprint = this.#footprints.get(record.id);
			return footprint ? [{ record, footprint }] : [];
		});
		const { replay, rows } = concernedBy(
			changed,
			settled.map(([, footprint]) => footprint),
			others
		);
		return { replay: replay.map(({ record }) => record), rows };
	}

	#leaveFootprint(mutationId: string, args: unknown, touches: Touches): void {
		const wrote = new Set(touches.flatMap((touch) => ('id' in touch ? [touch.id] : [])));
		this.#footprints.set(mutationId, { wrote, named: idsNamed(args) });
	}

	#replicaRole(tx: Sql, on: boolean): Promise<unknown> {
		return tx.exec(`set local session_replication_role = ${on ? 'replica' : 'origin'}`);
	}

	/** Puts back the first image of rows that pending mutations wrote (all of them, or these), and forgets the images. */
	async #undo(tx: Sql, rows: ReadonlySet<string> | null = null, images: (table: string) => boolean = () => false): Promise<Touch[]> {
		if (rows === null) this.#footprints.clear();
		const undone = await this.#undoIn(tx, rows, images);
		await tx.query(`delete from local.undo where $1::uuid[] is null or row_id = any ($1::uuid[])`, [idList(rows)]);
		return undone;
	}

	async #undoIn(tx: Sql, rows: ReadonlySet<string> | null = null, images: (table: string) => boolean = () => false): Promise<Touch[]> {
		const these = `($1::uuid[] is null or u.row_id = any ($1::uuid[]))`;
		const tables = await tx.query<{ table_id: number }>(`select distinct table_id from local.undo u where ${these}`, [idList(rows)]);
		const touches: Touch[] = [];
		for (const { table_id: id } of tables) {
			const p = this.#byId.get(id)!;
			const t = quote(p.name);
			// Without images a touch would wake every query that tests rows, although most rows come back as they were.
			const wanted = images(p.name);
			const undone = await tx.query<{ id: string; before: string | null; after: string | null }>(
				`select u.row_id::text as id${wanted ? `, row_to_json(t)::text as before, u.before::text as after` : ''}
				 from local.undo u${wanted ? ` left join ${t} t on t.id = u.row_id` : ''} where u.table_id = $2 and ${these}`,
				[idList(rows), id]
			);
			for (const r of undone)
				touches.push({ table: p.name, id: r.id, ...(wanted ? { before: image(r.before), after: image(r.after) } : {}) });
			await tx.query(`delete from ${t} using local.undo u where u.table_id = $2 and u.before is null and ${t}.id = u.row_id and ${these}`, [
				idList(rows),
				id
			]);
			await tx.query(
				`insert into ${t} (${p.columnList}) select ${p.columns.map((c) => `r.${quote(c)}`).join(', ')}
				 from local.undo u cross join lateral json_populate_record(null::${t}, u.before) r
				 where u.table_id = $2 and u.before is not null and ${these} on conflict (id) do update set ${updateList(p)}`,
				[idList(rows), id]
			);
		}
		return touches;
	}

	/** In their order. What no longer fits here stays pending without effect on the screen: the centre decides. */
	async #replay(tx: Sql, pending: readonly OutboxRecord[], context: ReplayContext): Promise<Touch[]> {
		const all: Touch[] = [];
		for (const record of pending) {
			const mutator = this.#mutators.get(record.name);
			const args = mutator?.args.safeParse(record.args);
			const fits = mutator && args?.success && record.version === mutator.version;
			const touches = fits ? await this.#replayOne(tx, mutator, args.data, record, context) : [];
			this.#leaveFootprint(record.id, record.args, touches);
			all.push(...touches);
		}
		return all;
	}

	async #replayOne(tx: Sql, mutator: AnyMutator, args: unknown, record: OutboxRecord, context: ReplayContext): Promise<Touch[]> {
		await tx.exec('savepoint replay');
		try {
			const outcome = await run(mutator, tx, args, record, { ...context, now: record.askedAt });
			if (outcome.ok) {
				const touches = await this.#takeTouched(tx);
				await tx.exec('release savepoint replay');
				return touches;
			}
		} catch {
			// As good as refused: whether it is a defect, the centre will say.
		}
		await tx.exec('rollback to savepoint replay; release savepoint replay');
		return [];
	}

	async #takeTouched(tx: Sql): Promise<Touch[]> {
		const found = await tx.query<{ table_id: number; row_id: string; before: string | null; after: string | null }>(
			`delete from local.touched returning table_id, row_id, before, after`
		);
		return found.map((r) => ({
			table: this.#byId.get(r.table_id)!.name,
			id: r.row_id,
			before: image(r.before),
			after: image(r.after)
		}));
	}

	async #applyPart(tx: Sql, part: DeltaPart, images: boolean): Promise<Touches> {
		const p = this.#byName.get(part.table);
		if (!p) throw new Error(`the centre sent a table that this replica does not know: ${part.table}`);
		const touches: Touches[number][] = [];
		if (part.gone.length > 0) {
			const gone = await tx.query<{ id: string; image: string }>(
				`delete from ${quote(p.name)} t where id = any ($1::uuid[]) returning id::text${images ? ', row_to_json(t)::text as image' : ''}`,
				[`{${part.gone.join(',')}}`]
			);
			if (gone.length > touchLimit) touches.push({ table: p.name, all: true });
			else
				for (const r of gone)
					touches.push({
						table: p.name,
						id: r.id,
						...(images ? { before: image(r.image), after: null } : {})
					});
		}
		if (part.rows !== '[]') touches.push(...(await this.#upsert(tx, p, part.rows, images)));
		return touches;
	}

	async #upsert(tx: Sql, p: Projection, rows: string, images: boolean): Promise<Touches> {
		const t = quote(p.name);
		const wanted = images ? `, row_to_json(old)::text as before, row_to_json(new)::text as after` : '';
		// No RETURNING for bulk: a text this long is a bulk, and its rows are announced as "all".
		const bulk = rows.length > 400 * touchLimit;
		const statement = `insert into ${t} (${p.columnList}) select ${p.columnList} from json_populate_recordset(null::${t}, $1::json) on conflict (id) do update set ${updateList(p)}`;
		if (bulk) {
			await tx.query(statement, [rows]);
			return [{ table: p.name, all: true }];
		}
		const found = await tx.query<{ id: string; before: string | null; after: string }>(
			`${statement} returning new.id::text as id${wanted}`,
			[rows]
		);
		if (found.length > touchLimit) return [{ table: p.name, all: true }];
		return found.map((r) => {
			if (!images) return { table: p.name, id: r.id };
			const before = image(r.before);
			return {
				table: p.name,
				id: r.id,
				before: before?.['id'] == null ? null : before,
				after: image(r.after)
			};
		});
	}
}

const idList = (ids: ReadonlySet<string> | null): string | null => (ids === null ? null : `{${[...ids].join(',')}}`);

const putMeta = (tx: Sql, key: string, value: string): Promise<unknown> =>
	tx.query(`insert into local.meta values ($1, $2) on conflict (key) do update set value = excluded.value`, [key, value]);

const image = (json: string | null): Record<string, unknown> | null =>
	json === null ? null : (JSON.parse(json) as Record<string, unknown>);

const updateList = (p: Projection): string =>
	p.columns
		.filter((c) => c !== 'id')
		.map((c) => `${quote(c)} = excluded.${quote(c)}`)
		.join(', ');

async function run(
	mutator: AnyMutator,
	tx: Sql,
	args: unknown,
	record: Pick<OutboxRecord, 'id' | 'numbers'>,
	context: ReplayContext
): Promise<Outcome> {
	try {
		return await mutator.run(drizzleOn(tx), args as never, {
			place: 'replica',
			now: context.now,
			today: context.today,
			actor: context.actor,
			newId: idsOf(record.id),
			number: (kind) => record.numbers[kind] ?? null
		});
	} catch (error) {
		const refusal = refusalOfError(error);
		if (refusal) return refusal;
		throw error;
	}
}
