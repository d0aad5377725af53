import { z } from 'zod';
import { dayAt } from '#lib/domain/day/zone.ts';
import { reasonLimit } from '#lib/domain/privacy/anonymise.ts';
import { centre } from '#lib/server/centre.ts';
import { fileStore } from '#lib/server/files/current.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { anonymise } from '#lib/server/privacy/anonymise.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const request = z.strictObject({ confirmation: z.string().max(40), reason: z.string().max(2 * reasonLimit) });

/**
 * Forgets the person of a record (LGPD art. 18 IV). Only here and never from an outbox: what cannot be undone is not done offline.
 * Answers `{ removed }`, rows per table.
 */
export const POST: RequestHandler = permitted('privacy.manage', async (event, actor) => {
	const customerId = idOf(event.params.id);
	if (customerId === null) return refused(refuse('not_found'));
	const body = await readJson(event.request, request);
	if (!body.ok) return refused(body);
	const { pool, wake } = centre();
	const now = new Date().toISOString();
	const today = dayAt(now, await readSetting(pool, 'timeZone'));
	const outcome = await anonymise(pool, fileStore(), actor, { customerId, ...body.value }, { now, today });
	if (!outcome.ok) return refused(outcome);
	wake();
	return answer(outcome.value);
});
