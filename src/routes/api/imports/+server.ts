import { loadActor } from '#lib/server/auth/rights.ts';
import { centre } from '#lib/server/centre.ts';
import { told, tooOften, withStorage } from '#lib/server/files/answers.ts';
import { fileStore } from '#lib/server/files/current.ts';
import { dropUpload } from '#lib/server/files/uploads.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { listImports } from '#lib/server/imports/list.ts';
import { importRequest, openRequested } from '#lib/server/imports/request.ts';
import { startImport } from '#lib/server/imports/run.ts';
import type { RequestHandler } from './$types.js';

/** Imports into the branches of this person: `{ runs }`. */
export const GET: RequestHandler = permitted('import.manage', async (_event, actor) =>
	answer({ runs: await listImports(centre().pool, actor) })
);

/** Begins the import of a file that was checked: `{ id }`. It goes on by itself. */
export const POST: RequestHandler = permitted('import.manage', async (event, actor) => {
	const wait = tooOften(actor, 'begin');
	if (wait) return wait;
	const body = await readJson(event.request, importRequest);
	if (!body.ok) return refused(body);
	const { pool, wake } = centre();
	const store = fileStore();
	return await withStorage(async () => {
		const opened = await openRequested(pool, store, actor, body.value, 500);
		if (!opened.ok) return refused(opened);
		const { sheet, upload } = opened.value;
		const started = await startImport(
			{
				pool,
				wake,
				rights: () => loadActor(pool, actor.userId, actor.ip),
				log: (line) => console.error(line),
				now: () => new Date().toISOString()
			},
			actor,
			body.value.branchId,
			upload.fileName,
			sheet
		);
		if (!started.ok || !started.value) return told(started);
		// The thread has the lines now.
		await dropUpload(pool, store, upload);
		return answer({ id: started.value.id }, 201);
	});
});
