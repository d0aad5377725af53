import { z } from 'zod';
import { centre } from '#lib/server/centre.ts';
import { told } from '#lib/server/files/answers.ts';
import { refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { requestTime } from '#lib/server/settlement/at.ts';
import { invoiceByNumber, resolveQueued } from '#lib/server/settlement/queue.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const action = z.discriminatedUnion('do', [
	z.strictObject({ do: z.literal('settle'), invoiceId: z.uuid() }),
	/** The number that somebody reads off the slip. */
	z.strictObject({ do: z.literal('choose'), invoiceNumber: z.int().positive() }),
	z.strictObject({ do: z.literal('reverse') }),
	z.strictObject({ do: z.literal('ignore'), note: z.string().max(500) })
]);

/** What the person has decided about an odd entry. */
export const POST: RequestHandler = permitted('bankFile.manage', async (event, actor) => {
	const id = idOf(event.params.id);
	if (id === null) return refused(refuse('not_found'));
	const body = await readJson(event.request, action);
	if (!body.ok) return refused(body);
	const { pool, wake } = centre();
	const asked = body.value;
	let decided: Parameters<typeof resolveQueued>[3];
	if (asked.do === 'choose') {
		const invoiceId = await invoiceByNumber(pool, actor, asked.invoiceNumber);
		if (invoiceId === null) return refused(refuse('invoice_unknown', { field: 'invoiceNumber' }));
		decided = { do: 'settle', invoiceId };
	} else decided = asked;
	const done = await resolveQueued(pool, actor, id, decided, await requestTime(pool));
	wake();
	return told(done);
});
