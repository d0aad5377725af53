import { createHash } from 'node:crypto';
import { centre } from '#lib/server/centre.ts';
import { withStorage } from '#lib/server/files/answers.ts';
import { fileStore } from '#lib/server/files/current.ts';
import { takePart } from '#lib/server/files/part.ts';
import { dropUpload, findUpload } from '#lib/server/files/uploads.ts';
import { answer, nothing, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { openSheet } from '#lib/server/imports/read.ts';
import { findSheet, noCustomer, sheetBytes } from '#lib/server/imports/request.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const none = () => refused(refuse('not_found'));

/** The part that begins at `?offset=`: `{ received }`, or 409 with where to go on. */
export const PUT: RequestHandler = permitted('import.manage', takePart);

/** All is there: `{ id, titles, sample, lines }` of its first sheet. */
export const POST: RequestHandler = permitted('import.manage', async (event, actor) => {
	const id = idOf(event.params.id);
	const { pool } = centre();
	const upload = id === null ? null : await findSheet(pool, actor, id);
	if (upload === null) return none();
	return await withStorage(async () => {
		const bytes = await sheetBytes(fileStore(), upload);
		if (createHash('sha256').update(bytes).digest('hex') !== upload.sha256) {
			await dropUpload(pool, fileStore(), upload);
			return refused(refuse('checksum_mismatch'));
		}
		const sheet = await openSheet(bytes, upload.fileName, null);
		if (!sheet.ok) return refused(sheet);
		await sheet.value.close();
		return answer({ id: upload.id, ...sheet.value.head });
	});
});

export const DELETE: RequestHandler = permitted('import.manage', async (event, actor) => {
	const id = idOf(event.params.id);
	const { pool } = centre();
	const upload = id === null ? null : await findUpload(pool, actor, id);
	if (upload?.customerId !== noCustomer) return none();
	return await withStorage(async () => {
		await dropUpload(pool, fileStore(), upload);
		return nothing();
	});
});
