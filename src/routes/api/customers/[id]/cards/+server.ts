import { z } from 'zod';
import { dayAt } from '#lib/domain/day/zone.ts';
import { debitStatuses } from '#lib/domain/payment-method/payment-method.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { saveCard } from '#lib/server/payment-method/save-card.ts';
import { readSetting } from '#lib/server/settings.ts';
import { tokeniser } from '#lib/server/tokeniser/current.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const request = z.strictObject({
	paymentMethodId: z.uuid().nullable(),
	billingMethodId: z.uuid(),
	debitStatus: z.enum(debitStatuses),
	card: z.strictObject({
		number: z.string().max(40),
		code: z.string().max(8),
		expiryMonth: z.number().int(),
		expiryYear: z.number().int()
	})
});

/**
 * A card of a customer (checklist 159–163): goes on to the tokeniser; of it only brand, last four and expiry stay. Answers
 * `{ id }`. Nothing of the body may be written down here, not even when something goes wrong.
 */
export const POST: RequestHandler = permitted('paymentMethod.create', async (event, actor) => {
	const customerId = idOf(event.params.id);
	if (customerId === null) return refused(refuse('not_found'));
	const body = await readJson(event.request, request);
	if (!body.ok) return refused(body);
	const service = await tokeniser();
	if (service === null) return refused(refuse('tokeniser_missing'));
	const { pool, wake } = centre();
	const now = new Date().toISOString();
	const today = dayAt(now, await readSetting(pool, 'timeZone'));
	const outcome = await saveCard(pool, service, actor, { customerId, ...body.value }, { now, today });
	if (!outcome.ok) return refused(outcome, outcome.code === 'tokeniser_unavailable' ? 503 : undefined);
	wake();
	return answer(outcome.value, 201);
});
