import { contentScope } from '#lib/server/automations/scopes.ts';
import { centre } from '#lib/server/centre.ts';
import { fileAnswer, withStorage } from '#lib/server/files/answers.ts';
import { fileStore } from '#lib/server/files/current.ts';
import { contentOf, findDocument } from '#lib/server/files/documents.ts';
import { refused } from '#lib/server/http/answers.ts';
import { signedInOrKey } from '#lib/server/http/by-key.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** The file of a document (item 178), to be kept; with `?inline` to be shown, where a browser can. Also for API keys. */
export const GET: RequestHandler = signedInOrKey(contentScope, async (event, actor) => {
	const id = idOf(event.params.id);
	const document = id === null ? null : await findDocument(centre().pool, actor, id);
	if (document === null) return refused(refuse('not_found'));
	return await withStorage(async () => {
		const file = await contentOf(fileStore(), document);
		return file === null ? refused(refuse('file_missing'), 404) : fileAnswer(document, file, event.url.searchParams.has('inline'));
	});
});
