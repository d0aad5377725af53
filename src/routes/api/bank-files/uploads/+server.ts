import { z } from 'zod';
import { centre } from '#lib/server/centre.ts';
import { stateOf, told, tooOften, withStorage } from '#lib/server/files/answers.ts';
import { fileStore } from '#lib/server/files/current.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { beginBankFile } from '#lib/server/settlement/upload.ts';
import type { RequestHandler } from './$types.js';

const announcement = z.strictObject({
	fileName: z.string().max(1000),
	bytes: z.int().min(0),
	sha256: z.string().regex(/^[0-9a-f]{64}$/)
});

/** Begins to send a retorno: `{ id, received, bytes }`. */
export const POST: RequestHandler = permitted('bankFile.manage', async (event, actor) => {
	const wait = tooOften(actor, 'begin');
	if (wait) return wait;
	const body = await readJson(event.request, announcement);
	if (!body.ok) return refused(body);
	return await withStorage(async () => {
		const begun = await beginBankFile(centre().pool, fileStore(), actor, body.value);
		return begun.ok && begun.value ? answer(stateOf(begun.value), 201) : told(begun);
	});
});
