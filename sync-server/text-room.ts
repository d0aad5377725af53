/**
 * One shared text while somebody on this node has it open: the Yjs document in memory, its updates on their way into
 * Postgres, and from there into the row that owns it. [SPEC T1–T6]
 */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import * as Y from 'yjs';
import type { Actor } from '#lib/sync/model.ts';
import { quote } from '#lib/sync/projection.ts';
import { openDoc, rowOf, textIn } from '#lib/sync/text/state.ts';
import { textChannel } from '#lib/sync/text/channel.ts';
import { assumeRights, dropRights, inTransaction, readWrite, rows } from './database.ts';

/** A column that several people write at once, by its SQL names. */
export interface TextSource {
	readonly table: string;
	readonly text: string;
	readonly state: string;
	/** Longest text, in characters. */
	readonly limit: number;
	mayWrite(actor: Actor): boolean;
}

export interface TextRoomOptions {
	readonly pool: pg.Pool;
	/** `<kind>:<id>` */
	readonly name: string;
	readonly id: string;
	readonly source: TextSource;
	/** To everybody who has it open here, but for the member it came from. */
	readonly onUpdate: (update: Uint8Array, from: unknown) => void;
	/** Everything up to this state vector is stored. */
	readonly onStored: (stateVector: Uint8Array) => void;
	/** Storing failed: what the members have may not be here; they must come again and bring it. */
	readonly onFailed: () => void;
	readonly log: (line: string) => void;
}

/** Updates that come in meanwhile are stored together. */
const gatherMs = 25;
/** The row gets the text when nobody has typed for so long, or at the latest after … */
const foldIdleMs = 1_500;
const foldLatestMs = 8_000;

export class TextRoom {
	readonly doc = new Y.Doc();
	/** Under which it tells the other nodes, and knows its own words again. */
	readonly node = randomUUID();
	readonly ready: Promise<void>;
	readonly #options: TextRoomOptions;
	#queue: { update: Uint8Array; actor: Actor }[] = [];
	#storing: Promise<void> | null = null;
	#lastWriter: Actor | null = null;
	#foldTimer: ReturnType<typeof setTimeout> | null = null;
	#unfoldedSince: number | null = null;
	#folding: Promise<void> = Promise.resolve();
	#closed = false;

	constructor(options: TextRoomOptions) {
		this.#options = options;
		this.ready = this.reload();
		this.ready.catch(() => undefined);
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === loading) return this.#options.onUpdate(update, null);
			this.#options.onUpdate(update, origin);
		});
	}

	/** Takes in what is stored: at first, and when another node says that there is something new too large to be told. */
	async reload(): Promise<void> {
		const { pool, source, id, name } = this.#options;
		const { row, updates } = await inTransaction(pool, 'begin isolation level repeatable read read only', async (c) => ({
			row: (await rows<StoredText>(c, selectText(source), [id]))[0],
			updates: await rows<{ update: string }>(
				c,
				`select encode("update", 'base64') as update from shared_text_update where name = $1 order by seq`,
				[name]
			)
		}));
		if (!row) return;
		this.doc.transact(() => {
			openDoc(row.text, row.state, this.doc);
			for (const { update } of updates) Y.applyUpdate(this.doc, new Uint8Array(Buffer.from(update, 'base64')), loading);
		}, loading);
	}

	/** @param from The member who sent it; it is not sent back to them. */
	write(update: Uint8Array, actor: Actor, from: unknown): void {
		const changes: Uint8Array[] = [];
		const note = (change: Uint8Array): void => void changes.push(change);
		this.doc.on('update', note);
		try {
			Y.applyUpdate(this.doc, update, from);
			// Longer than the field may be: what is too much is taken away again, for everybody.
			const text = textIn(this.doc);
			if (text.length > this.#options.source.limit)
				this.doc.transact(() => text.delete(this.#options.source.limit, text.length - this.#options.source.limit), trimming);
		} finally {
			this.doc.off('update', note);
		}
		// Whoever opens a text tells what they have; that is mostly known, and reading is no writing.
		if (changes.length === 0) return;
		this.#queue.push({ update: Y.mergeUpdates(changes), actor });
		this.#lastWriter = actor;
		this.#storing ??= this.#store();
	}

	/** What another node stored, or a mutation that came by the outbox. */
	takeIn(update: Uint8Array): void {
		Y.applyUpdate(this.doc, update, loading);
	}

	async #store(): Promise<void> {
		const { pool, name, log } = this.#options;
		const { node } = this;
		try {
			while (this.#queue.length > 0) {
				await new Promise((done) => setTimeout(done, gatherMs));
				const batch = this.#queue;
				this.#queue = [];
				const vector = Y.encodeStateVector(this.doc);
				const update = Y.mergeUpdates(batch.map((one) => one.update));
				const told = JSON.stringify({ node, name, update: Buffer.from(update).toString('base64') });
				await pool.query(
					`with stored as (insert into shared_text_update (name, "update", user_id, at) values ($1, $2, $3, clock_timestamp()))
					 select pg_notify($4, $5)`,
					// A notification holds 8,000 bytes; what is longer is read from the table.
					[name, Buffer.from(update), batch.at(-1)!.actor.userId, textChannel, told.length < 7_900 ? told : JSON.stringify({ node, name })]
				);
				this.#options.onStored(vector);
				this.#foldSoon();
			}
		} catch (error) {
			log(`text ${name}: ${error instanceof Error ? error.message : String(error)}`);
			this.#options.onFailed();
		} finally {
			this.#storing = null;
		}
	}

	#foldSoon(): void {
		const now = Date.now();
		this.#unfoldedSince ??= now;
		if (this.#foldTimer) clearTimeout(this.#foldTimer);
		const wait = Math.max(0, Math.min(foldIdleMs, this.#unfoldedSince + foldLatestMs - now));
		this.#foldTimer = setTimeout(() => void this.fold(), wait);
	}

	/** Brings what is stored into the row: its text, for lists and search, and its state, for replicas. */
	fold(): Promise<void> {
		if (this.#foldTimer) clearTimeout(this.#foldTimer);
		this.#foldTimer = null;
		this.#unfoldedSince = null;
		return (this.#folding = this.#folding.then(() => this.#fold()));
	}

	async #fold(): Promise<void> {
		const { pool, source, id, name, log } = this.#options;
		const writer = this.#lastWriter;
		if (!writer) return;
		try {
			await inTransaction(pool, readWrite, (c) => foldText(c, source, id, name, writer));
		} catch (error) {
			log(`text ${name}: ${error instanceof Error ? error.message : String(error)}`);
			if (!this.#closed) this.#foldSoon();
		}
	}

	/** Nobody has it open here any more. */
	async close(): Promise<void> {
		await this.ready.catch(() => undefined);
		await this.#storing;
		this.#closed = true;
		await this.fold();
		this.doc.destroy();
	}
}

interface StoredText extends pg.QueryResultRow {
	text: string | null;
	state: string | null;
}

const loading = 'loading';
const trimming = 'trimming';

const selectText = (s: TextSource): string =>
	`select ${quote(s.text)} as text, ${quote(s.state)} as state from ${quote(s.table)} where id = $1`;

/**
 * The stored updates of a text, folded into its row in the name of who wrote last; the row's lock keeps two nodes from
 * doing it at once. What somebody may no longer write is not written: the updates wait for somebody who may.
 */
async function foldText(connection: pg.ClientBase, source: TextSource, id: string, name: string, writer: Actor): Promise<void> {
	const [row] = await rows<StoredText>(connection, `${selectText(source)} for update`, [id]);
	if (!row) {
		// The owner is gone, and its text with it.
		await rows(connection, `delete from shared_text_update where name = $1`, [name]);
		return;
	}
	const updates = await rows<{ seq: string; update: string }>(
		connection,
		`select seq::text as seq, encode("update", 'base64') as update from shared_text_update where name = $1 order by shared_text_update.seq`,
		[name]
	);
	if (updates.length === 0) return;
	const doc = openDoc(row.text, row.state);
	try {
		for (const { update } of updates) Y.applyUpdate(doc, new Uint8Array(Buffer.from(update, 'base64')));
		const next = rowOf(doc);
		if (next.state === row.state && next.text === row.text) {
			await rows(connection, `delete from shared_text_update where name = $1 and seq <= $2`, [name, updates.at(-1)!.seq]);
			return;
		}
		await assumeRights(connection, writer);
		const { rowCount } = await connection.query(
			`update ${quote(source.table)} set ${quote(source.text)} = $2, ${quote(source.state)} = $3, updated_at = clock_timestamp(), updated_by = $4 where id = $1`,
			[id, next.text, next.state, writer.userId]
		);
		await dropRights(connection);
		if (rowCount === 0) return;
		await rows(connection, `delete from shared_text_update where name = $1 and seq <= $2`, [name, updates.at(-1)!.seq]);
	} finally {
		doc.destroy();
	}
}
