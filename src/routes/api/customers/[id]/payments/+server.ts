import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { listPayments } from '#lib/server/settlement/payments.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** What a customer has paid, of all invoices: `{ payments }`, newest first. Central, so the screen asks for it. */
export const GET: RequestHandler = permitted('invoice.view', async (event, actor) => {
	const id = idOf(event.params.id);
	return id === null ? refused(refuse('not_found')) : answer({ payments: await listPayments(centre().pool, actor, { customerId: id }) });
});
