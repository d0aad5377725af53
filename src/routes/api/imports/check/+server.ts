import { centre } from '#lib/server/centre.ts';
import { tooOften, withStorage } from '#lib/server/files/answers.ts';
import { fileStore } from '#lib/server/files/current.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { dryRun } from '#lib/server/imports/check.ts';
import { importRequest, openRequested } from '#lib/server/imports/request.ts';
import type { RequestHandler } from './$types.js';

/** What an import would do, and each line that it would refuse with the reason. Writes nothing. */
export const POST: RequestHandler = permitted('import.manage', async (event, actor) => {
	const wait = tooOften(actor, 'begin');
	if (wait) return wait;
	const body = await readJson(event.request, importRequest);
	if (!body.ok) return refused(body);
	const { pool } = centre();
	return await withStorage(async () => {
		const opened = await openRequested(pool, fileStore(), actor, body.value, 2000);
		if (!opened.ok) return refused(opened);
		const { sheet } = opened.value;
		try {
			return answer(await dryRun(pool, actor, sheet));
		} finally {
			await sheet.close();
		}
	});
});
