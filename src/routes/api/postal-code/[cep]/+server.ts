import { isPostalCode, normalisePostalCode } from '#lib/domain/postal-code.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { signedIn } from '#lib/server/http/endpoint.ts';
import { postalCodes } from '#lib/server/postal-code/current.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/**
 * Address of a CEP (checklist 105–108, 112): `{ postalCode, street, district, city, state }`; a town with one CEP for all has
 * neither street nor district. Refusals: postal_code_invalid, postal_code_unknown (404), postal_code_unavailable (503).
 */
export const GET: RequestHandler = signedIn(async ({ params }) => {
	const postalCode = normalisePostalCode(params.cep);
	if (!isPostalCode(postalCode)) return refused(refuse('postal_code_invalid', { field: 'postalCode' }));
	const found = await (await postalCodes()).lookUp(postalCode);
	if (found.kind === 'found') return answer(found.address);
	return found.kind === 'unknown' ? refused(refuse('postal_code_unknown'), 404) : refused(refuse('postal_code_unavailable'), 503);
});
