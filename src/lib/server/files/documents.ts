/** From a file on somebody's computer to a document of a customer, and back. */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { checkDocument, descriptionLimit, normaliseDocument, remarkLimit } from '#lib/domain/document/document.ts';
import { contentMatches, sniffedBytes, typeOfName } from '#lib/domain/document/file-type.ts';
import { checkFile, normaliseFileName } from '#lib/domain/document/upload.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { documentCreate } from '#lib/mutators/document/create.ts';
import { asActor, withOwnAccess } from '#lib/server/auth/as-actor.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { drizzleOn } from '#sync-server/database.ts';
import type { FileStore, StoredFile } from './port.ts';
import { beginUpload, bytesOfUpload, dropParts, dropUpload, findUpload, type Upload } from './uploads.ts';

/** What a browser announces. */
export const announcement = z.strictObject({
	customerId: z.uuid(),
	fileName: z.string().max(1000),
	bytes: z.int().min(0),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	description: z.string().max(2 * descriptionLimit),
	remark: z
		.string()
		.max(2 * remarkLimit)
		.nullable()
});

/** Files by what is in them: the same photograph in ten records lies here once. */
export const contentKey = (sha256: string): string => `content/${sha256.slice(0, 2)}/${sha256}`;

/** Refusals: permission_denied, not_found, those of the texts and of the file, too_many_uploads. `limit` in bytes. */
export async function beginDocument(
	pool: Pool,
	store: FileStore,
	actor: Actor,
	asked: z.infer<typeof announcement>,
	limit: number,
	now: Date
): Promise<Outcome<Upload>> {
	const denied = checkPermission(actor.role, 'document.create');
	if (denied) return denied;
	const fileName = normaliseFileName(asked.fileName);
	const wrongFile = checkFile({ fileName, bytes: asked.bytes }, limit);
	if (wrongFile) return wrongFile;
	const texts = normaliseDocument(asked);
	const [wrong] = checkDocument(texts);
	if (wrong) return wrong;
	const branchId = await asActor(pool, actor, async (connection) => {
		const { rows } = await connection.query<{ branch_id: string }>(`select branch_id from customer where id = $1`, [asked.customerId]);
		return rows[0]?.branch_id ?? null;
	});
	if (branchId === null) return refuse('not_found');
	return await beginUpload(
		pool,
		store,
		actor,
		{
			branchId,
			customerId: asked.customerId,
			fileName: fileName ?? '',
			// By the name and not by what the browser says: it knows only what is installed there.
			mediaType: typeOfName(fileName ?? '')?.mediaType ?? '',
			description: texts.description ?? '',
			remark: texts.remark,
			bytes: asked.bytes,
			sha256: asked.sha256
		},
		now
	);
}

/**
 * All parts are here: the checksum and the first bytes are looked at, the file gets its place, and the row is made under the
 * person's rights, so that it appears in every browser. Again after a lost answer it says the same. Refusals: not_found,
 * upload_incomplete, checksum_mismatch and file_content_differs (the upload is then gone), those of document.create.
 */
export async function finishDocument(
	pool: Pool,
	store: FileStore,
	actor: Actor,
	id: string,
	clock: { readonly now: string; readonly today: string }
): Promise<Outcome<{ id: string }>> {
	const upload = await findUpload(pool, actor, id);
	if (upload === null) return await finishedBefore(pool, actor, id);
	if (upload.received < upload.bytes) return refuse('upload_incomplete', { detail: { received: upload.received } });

	const seen = await look(store, upload);
	const wrong =
		seen.sha256 !== upload.sha256 ? 'checksum_mismatch' : contentMatches(upload.mediaType, seen.head) ? null : 'file_content_differs';
	if (wrong) {
		await dropUpload(pool, store, upload);
		return refuse(wrong, { field: 'file' });
	}
	const key = contentKey(upload.sha256);
	if ((await store.size(key)) !== upload.bytes) await store.write(key, bytesOfUpload(store, upload), upload);

	const { customerId, description, remark, fileName, mediaType, bytes, sha256 } = upload;
	const outcome = await asActor(pool, actor, async (connection) => {
		// Two windows may finish the same upload: the second waits here and finds it done.
		const mine = await withOwnAccess(connection, actor, async () => {
			const { rowCount } = await connection.query(`delete from upload where id = $1`, [id]);
			return rowCount === 1;
		});
		if (!mine) return null;
		const made = await documentCreate.run(
			drizzleOn(connection),
			{ id, customerId, description, remark, fileName, mediaType, bytes, sha256 },
			{ place: 'centre', ...clock, actor, newId: () => id, number: () => null }
		);
		// The upload goes with it: who lost the right to the customer meanwhile will not get it back by trying again.
		return made;
	});
	await dropParts(store, upload);
	return outcome ?? (await finishedBefore(pool, actor, id));
}

/** The whole file is read once: its checksum, and the bytes that say what it is. */
async function look(store: FileStore, upload: Upload): Promise<{ readonly sha256: string; readonly head: Uint8Array }> {
	const hash = createHash('sha256');
	const head = new Uint8Array(Math.min(sniffedBytes, upload.bytes));
	let at = 0;
	for await (const chunk of bytesOfUpload(store, upload)) {
		hash.update(chunk);
		if (at < head.byteLength) head.set(chunk.subarray(0, head.byteLength - at), at);
		at += chunk.byteLength;
	}
	return { sha256: hash.digest('hex'), head };
}

async function finishedBefore(pool: Pool, actor: Actor, id: string): Promise<Outcome<{ id: string }>> {
	return (await findDocument(pool, actor, id)) === null ? refuse('not_found') : ok({ id });
}

export interface DocumentFile {
	readonly fileName: string;
	readonly mediaType: string;
	readonly sha256: string;
}

/** A document that the person may see, deleted or not; null when there is none. */
export async function findDocument(pool: Pool, actor: Actor, id: string): Promise<DocumentFile | null> {
	return await asActor(pool, actor, async (connection) => {
		const { rows } = await connection.query<DocumentFile>(
			`select file_name as "fileName", media_type as "mediaType", sha256 from document where id = $1`,
			[id]
		);
		return rows[0] ?? null;
	});
}

export const contentOf = (store: FileStore, document: DocumentFile): Promise<StoredFile | null> => store.read(contentKey(document.sha256));
