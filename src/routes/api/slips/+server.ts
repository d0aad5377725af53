import { PassThrough, Readable } from 'node:stream';
import { z } from 'zod';
import { dayAt } from '#lib/domain/day/zone.ts';
import { centre } from '#lib/server/centre.ts';
import { refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { readSetting } from '#lib/server/settings.ts';
import { eachSheet } from '#lib/server/slip/many.ts';
import { writeSlips } from '#lib/server/slip/pdf.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const request = z.strictObject({ invoiceIds: z.array(z.uuid()).min(1).max(1000) });

/** Several boletos as one file, a page each, in the order asked for. When none can be drawn, why not. */
export const POST: RequestHandler = permitted('invoice.view', async ({ request: asked }, actor) => {
	const body = await readJson(asked, request);
	if (!body.ok) return refused(body);
	const { pool, wake } = centre();
	const now = new Date().toISOString();
	const today = dayAt(now, await readSetting(pool, 'timeZone'));
	const sheets = eachSheet(pool, actor, body.value.invoiceIds, { now, today });
	const first = await sheets.next();
	if (first.done) return refused(first.value ?? refuse('not_found'));
	wake();
	const out = new PassThrough();
	const file = { title: 'Boletos', author: first.value.providerName, issuedAt: now };
	writeSlips(
		out,
		file,
		(async function* () {
			yield first.value;
			yield* { [Symbol.asyncIterator]: () => sheets };
		})()
	).catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
	return new Response(Readable.toWeb(out) as ReadableStream, {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': 'attachment; filename="boletos.pdf"',
			'cache-control': 'no-store'
		}
	});
});
