import { z } from 'zod';
import { checkRunRequest } from '#lib/domain/billing/run-state.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { previewRun } from '#lib/server/billing/preview-run.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const asked = z.strictObject({ branchId: z.uuid(), competence: z.string().max(7), dueIn: z.string().max(7), dueDay: z.int() });

/** What the run of a due day in a branch would do now: `RunPreview`. Nothing is written. */
export const POST: RequestHandler = permitted('invoice.update', async (event, actor) => {
	const body = await readJson(event.request, asked);
	if (!body.ok) return refused(body);
	const { branchId, ...request } = body.value;
	const today = dayAt(new Date().toISOString());
	const wrong = checkRunRequest(request, today);
	if (wrong) return refused(wrong);
	if (!actor.branchIds.includes(branchId)) return refused(refuse('not_found', { field: 'branchId' }));
	return answer(await previewRun(centre().pool, actor, request, branchId, today));
});
