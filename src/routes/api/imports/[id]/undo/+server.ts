import { centre } from '#lib/server/centre.ts';
import { told } from '#lib/server/files/answers.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { undoImport } from '#lib/server/imports/undo.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Takes back what an import made and nobody has changed since. It goes on by itself; the list tells how it ends. */
export const POST: RequestHandler = permitted('import.manage', async (event, actor) => {
	const id = idOf(event.params.id);
	if (id === null) return refused(refuse('not_found'));
	const { pool, wake } = centre();
	const begun = await undoImport({ pool, wake, log: (line) => console.error(line), now: () => new Date().toISOString() }, actor, id);
	return begun.ok ? answer({}, 202) : told(begun);
});
