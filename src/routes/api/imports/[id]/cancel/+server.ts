import { centre } from '#lib/server/centre.ts';
import { told } from '#lib/server/files/answers.ts';
import { refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { cancelImport } from '#lib/server/imports/run.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Ends a running import after its present batch. */
export const POST: RequestHandler = permitted('import.manage', async (event, actor) => {
	const id = idOf(event.params.id);
	return id === null ? refused(refuse('not_found')) : told(await cancelImport(centre().pool, actor, id, new Date().toISOString()));
});
