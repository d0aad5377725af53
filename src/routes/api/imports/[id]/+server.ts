import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { keptRows } from '#lib/server/imports/list.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** What the undo of an import has kept, because somebody had changed it: `{ kept }`. */
export const GET: RequestHandler = permitted('import.manage', async (event, actor) => {
	const id = idOf(event.params.id);
	return id === null ? refused(refuse('not_found')) : answer({ kept: await keptRows(centre().pool, actor, id) });
});
