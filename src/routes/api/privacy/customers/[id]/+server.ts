import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { forgettingPreview } from '#lib/server/privacy/preview.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** What must be known before a person is forgotten: `{ runningPlans, openInvoices, openCents }`. */
export const GET: RequestHandler = permitted('privacy.manage', async ({ params }, actor) => {
	const id = idOf(params.id);
	const preview = id === null ? null : await forgettingPreview(centre().pool, actor, id);
	return preview === null ? refused(refuse('not_found')) : answer(preview);
});
