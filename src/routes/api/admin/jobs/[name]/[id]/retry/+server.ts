import { centre } from '#lib/server/centre.ts';
import { told } from '#lib/server/files/answers.ts';
import { refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Another attempt of a job that was given up. */
export const POST: RequestHandler = permitted('job.manage', async (event) => {
	const id = idOf(event.params.id);
	if (id === null) return refused(refuse('not_found'));
	const { jobs, wake } = centre();
	const outcome = await jobs.retry(event.params.name ?? '', id);
	wake();
	return told(outcome);
});
