import { runProblems } from '#lib/server/billing/run-problems.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Whom a run could not bill, and whose invoice stands without a slip: `{ problems }`. */
export const GET: RequestHandler = permitted('invoice.update', async (event, actor) => {
	const id = idOf(event.params.id);
	return id === null ? refused(refuse('not_found')) : answer({ problems: await runProblems(centre().pool, actor, id) });
});
