import { centre } from '#lib/server/centre.ts';
import { told, stateOf, tooOften, withStorage } from '#lib/server/files/answers.ts';
import { documentLimit, fileStore } from '#lib/server/files/current.ts';
import { announcement, beginDocument } from '#lib/server/files/documents.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted, signedIn } from '#lib/server/http/endpoint.ts';
import type { RequestHandler } from './$types.js';

/** What a document may be: `{ limit }` in bytes. */
export const GET: RequestHandler = signedIn(async () => await Promise.resolve(answer({ limit: documentLimit() })));

/** Begins an upload, or goes on with the unfinished one of the same file: `{ id, received, bytes }`. */
export const POST: RequestHandler = permitted('document.create', async (event, actor) => {
	const wait = tooOften(actor, 'begin');
	if (wait) return wait;
	const body = await readJson(event.request, announcement);
	if (!body.ok) return refused(body);
	return await withStorage(async () => {
		const begun = await beginDocument(centre().pool, fileStore(), actor, body.value, documentLimit(), new Date());
		return begun.ok && begun.value ? answer(stateOf(begun.value), 201) : told(begun);
	});
});
