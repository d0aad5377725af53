import { searchArgs } from '#lib/queries/customer/search.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { signedIn } from '#lib/server/http/endpoint.ts';
import type { RequestHandler } from './$types.js';

/**
 * Pesquisar Cliente asked of the centre, for what a replica does not hold (it is still loading; invoices older than its
 * window): the same query, under the person's row-level security. By POST, because what is searched for is personal data
 * and addresses are written into logs.
 */
export const POST: RequestHandler = signedIn(async ({ request }, actor) => {
	const args = await readJson(request, searchArgs);
	if (!args.ok) return refused(args);
	return answer({ found: await centre().runQuery(actor, 'customer.search', args.value) });
});
