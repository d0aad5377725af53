import { lineDecisions, type LineDecision } from '#lib/domain/settlement/bank-file.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { listLines } from '#lib/server/settlement/list.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** `{ lines }` after `?after=`, of `?decision=` or all. */
export const GET: RequestHandler = permitted('bankFile.manage', async (event, actor) => {
	const id = idOf(event.params.id);
	const { searchParams } = event.url;
	const after = searchParams.get('after') ?? '0';
	const decision = searchParams.get('decision');
	if (!/^\d{1,9}$/.test(after)) return refused(refuse('value_invalid', { field: 'after' }));
	if (decision !== null && !(lineDecisions as readonly string[]).includes(decision))
		return refused(refuse('value_invalid', { field: 'decision' }));
	const lines =
		id === null ? null : await listLines(centre().pool, actor, id, { decision: decision as LineDecision | null, after: Number(after) });
	return lines === null ? refused(refuse('not_found')) : answer({ lines });
});
