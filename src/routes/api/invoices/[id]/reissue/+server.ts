import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { requestTime } from '#lib/server/settlement/at.ts';
import { reissueBoleto } from '#lib/server/slip/reissue.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** A boleto that the bank refused is made again under a new number: `{ ourNumber }`. */
export const POST: RequestHandler = permitted('invoice.update', async ({ params }, actor) => {
	const id = idOf(params.id);
	if (id === null) return refused(refuse('not_found'));
	const { pool, wake } = centre();
	const outcome = await reissueBoleto(pool, actor, id, await requestTime(pool));
	if (!outcome.ok) return refused(outcome);
	wake();
	return answer(outcome.value);
});
