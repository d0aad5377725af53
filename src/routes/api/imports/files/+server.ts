import { z } from 'zod';
import { normaliseFileName } from '#lib/domain/document/upload.ts';
import { centre } from '#lib/server/centre.ts';
import { stateOf, told, tooOften, withStorage } from '#lib/server/files/answers.ts';
import { fileStore } from '#lib/server/files/current.ts';
import { beginUpload } from '#lib/server/files/uploads.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { noCustomer, sheetLimit } from '#lib/server/imports/request.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const announcement = z.strictObject({
	fileName: z.string().max(1000),
	bytes: z.int().min(0),
	sha256: z.string().regex(/^[0-9a-f]{64}$/)
});

/** Begins to send a sheet: `{ id, received, bytes }`. */
export const POST: RequestHandler = permitted('import.manage', async (event, actor) => {
	const wait = tooOften(actor, 'begin');
	if (wait) return wait;
	const body = await readJson(event.request, announcement);
	if (!body.ok) return refused(body);
	const { bytes, sha256 } = body.value;
	const fileName = normaliseFileName(body.value.fileName);
	if (fileName === null || !/\.(xlsx|xls|ods|csv|txt)$/i.test(fileName)) return refused(refuse('import_unreadable'));
	if (bytes === 0) return refused(refuse('file_empty'));
	if (bytes > sheetLimit) return refused(refuse('file_too_large', { detail: { limit: sheetLimit / (1024 * 1024) } }), 413);
	return await withStorage(async () => {
		const begun = await beginUpload(
			centre().pool,
			fileStore(),
			actor,
			{
				branchId: noCustomer,
				customerId: noCustomer,
				fileName: fileName.slice(-200),
				mediaType: '',
				description: '',
				remark: null,
				bytes,
				sha256
			},
			new Date()
		);
		return begun.ok && begun.value ? answer(stateOf(begun.value), 201) : told(begun);
	});
});
