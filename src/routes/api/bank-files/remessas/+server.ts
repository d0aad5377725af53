import { z } from 'zod';
import { centre } from '#lib/server/centre.ts';
import { told } from '#lib/server/files/answers.ts';
import { refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { requestTime } from '#lib/server/settlement/at.ts';
import { makeRemessa } from '#lib/server/settlement/remessa.ts';
import type { RequestHandler } from './$types.js';

const asked = z.strictObject({ accountId: z.uuid() });

/** Makes the next remessa of an account: `{ id, sequence, titles, leftOut }`. */
export const POST: RequestHandler = permitted('bankFile.manage', async (event, actor) => {
	const body = await readJson(event.request, asked);
	if (!body.ok) return refused(body);
	const { pool, wake } = centre();
	const made = await makeRemessa(pool, actor, body.value.accountId, await requestTime(pool));
	wake();
	return told(made, 201);
});
