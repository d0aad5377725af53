import { centre } from '#lib/server/centre.ts';
import { answer } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { listQueue } from '#lib/server/settlement/queue.ts';
import type { RequestHandler } from './$types.js';

/** What a person has to look at, oldest first: `{ queue }`. */
export const GET: RequestHandler = permitted('bankFile.manage', async (_event, actor) =>
	answer({ queue: await listQueue(centre().pool, actor) })
);
