/**
 * Uploads under way: what was announced lies in `upload`, what has arrived in the file storage under `parts/`. They belong to one
 * person and outlive connection, page and process.
 */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { partAt } from '#lib/domain/document/upload.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import type { FileStore } from './port.ts';

/** What is announced before the first byte. */
export interface Announced {
	readonly branchId: string;
	readonly customerId: string;
	readonly fileName: string;
	readonly mediaType: string;
	readonly description: string;
	readonly remark: string | null;
	readonly bytes: number;
	/** Hexadecimal, in lower case. */
	readonly sha256: string;
}
export interface Upload extends Announced {
	readonly id: string;
	/** Bytes that have arrived: where the next part begins. */
	readonly received: number;
	readonly parts: number;
}

/** Unfinished uploads that one person may have. */
const openLimit = 30;
/** Days after the last part for which an unfinished upload is kept. */
const keptDays = 2;

const columns = `id, branch_id as "branchId", customer_id as "customerId", file_name as "fileName", media_type as "mediaType",
	description, remark, bytes::float8 as bytes, sha256, received::float8 as received, parts`;

export const partKey = (id: string, part: number): string => `parts/${id}/${String(part)}`;

/**
 * Begins an upload, or finds the unfinished one of the same file for the same customer: choosing the file again after a
 * reload goes on where it was. Refusals: too_many_uploads.
 */
export async function beginUpload(pool: Pool, store: FileStore, actor: Actor, file: Announced, now: Date): Promise<Outcome<Upload>> {
	const at = now.toISOString();
	await sweepUploads(pool, store, now);
	const known = await pool.query<Upload>(
		`update upload set touched_at = $1, description = $2, remark = $3
		 where user_id = $4 and customer_id = $5 and sha256 = $6 and bytes = $7 and file_name = $8 returning ${columns}`,
		[at, file.description, file.remark, actor.userId, file.customerId, file.sha256, file.bytes, file.fileName]
	);
	if (known.rows[0]) return ok(known.rows[0]);
	const made = await pool.query<Upload>(
		`insert into upload (id, user_id, branch_id, customer_id, file_name, media_type, description, remark, bytes, sha256, created_at, touched_at)
		 select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11 where (select count(*) from upload where user_id = $2) < $12 returning ${columns}`,
		[
			newUuid(),
			actor.userId,
			file.branchId,
			file.customerId,
			file.fileName,
			file.mediaType,
			file.description,
			file.remark,
			file.bytes,
			file.sha256,
			at,
			openLimit
		]
	);
	return made.rows[0] ? ok(made.rows[0]) : refuse('too_many_uploads');
}

/** The person's own upload, or null. */
export async function findUpload(pool: Pool, actor: Actor, id: string): Promise<Upload | null> {
	const { rows } = await pool.query<Upload>(`select ${columns} from upload where id = $1 and user_id = $2`, [id, actor.userId]);
	return rows[0] ?? null;
}

/**
 * Keeps the part that begins at `offset`. Refusals: not_found; upload_offset with `detail.received`, where to go on; body_invalid
 * (not as long as this part is).
 */
export async function receivePart(
	pool: Pool,
	store: FileStore,
	actor: Actor,
	id: string,
	offset: number,
	part: Uint8Array,
	now: Date
): Promise<Outcome<{ received: number }>> {
	const upload = await findUpload(pool, actor, id);
	if (upload === null) return refuse('not_found');
	if (offset !== upload.received || upload.received >= upload.bytes)
		return refuse('upload_offset', { detail: { received: upload.received } });
	if (part.byteLength !== partAt(offset, upload.bytes)) return refuse('body_invalid');
	await store.write(partKey(id, upload.parts), [part], {
		bytes: part.byteLength,
		sha256: createHash('sha256').update(part).digest('hex')
	});
	// Two windows may send the same part: the one that comes second is told where to go on.
	const { rows } = await pool.query<{ received: number }>(
		`update upload set received = received + $3, parts = parts + 1, touched_at = $4 where id = $1 and received = $2 returning received::float8 as received`,
		[id, offset, part.byteLength, now.toISOString()]
	);
	if (rows[0]) return ok(rows[0]);
	const again = await findUpload(pool, actor, id);
	return again ? refuse('upload_offset', { detail: { received: again.received } }) : refuse('not_found');
}

/** All parts of an upload, one after the other. @throws when one is not in the storage */
export async function* bytesOfUpload(store: FileStore, upload: Pick<Upload, 'id' | 'parts'>): AsyncGenerator<Uint8Array> {
	for (let part = 0; part < upload.parts; part++) {
		const found = await store.read(partKey(upload.id, part));
		if (found === null) throw new Error(`part ${String(part)} of an upload is missing`);
		yield* found.stream;
	}
}

/** Takes an upload and its parts away. */
export async function dropUpload(pool: Pool, store: FileStore, upload: Pick<Upload, 'id' | 'parts'>): Promise<void> {
	await pool.query(`delete from upload where id = $1`, [upload.id]);
	await dropParts(store, upload);
}

/** One more than are counted: a part may lie there that was never counted. */
export async function dropParts(store: FileStore, upload: Pick<Upload, 'id' | 'parts'>): Promise<void> {
	for (let part = 0; part <= upload.parts; part++) await store.remove(partKey(upload.id, part));
}

/** Takes away what nobody went on with. A few at a time: it happens when somebody else begins. */
async function sweepUploads(pool: Pool, store: FileStore, now: Date): Promise<void> {
	const before = new Date(now.getTime() - keptDays * 86_400_000).toISOString();
	const { rows } = await pool.query<{ id: string; parts: number }>(
		`delete from upload where id in (select id from upload where touched_at < $1 limit 5) returning id, parts`,
		[before]
	);
	for (const old of rows) await dropParts(store, old);
}
