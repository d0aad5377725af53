import { centre } from '#lib/server/centre.ts';
import { answer } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { listJobs } from '#lib/server/jobs/list.ts';
import type { RequestHandler } from './$types.js';

/** What the centre does in the background: `{ jobs, schedules }`. */
export const GET: RequestHandler = permitted('job.manage', async () => {
	const { pool, jobs } = centre();
	return answer({ jobs: await listJobs(pool, jobs), schedules: await jobs.schedules() });
});
