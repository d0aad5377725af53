import { dayAt } from '#lib/domain/day/zone.ts';
import { centre } from '#lib/server/centre.ts';
import { told, stateOf, withStorage } from '#lib/server/files/answers.ts';
import { fileStore } from '#lib/server/files/current.ts';
import { finishDocument } from '#lib/server/files/documents.ts';
import { takePart } from '#lib/server/files/part.ts';
import { dropUpload, findUpload } from '#lib/server/files/uploads.ts';
import { answer, nothing, refused } from '#lib/server/http/answers.ts';
import { signedIn } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const none = () => refused(refuse('not_found'));

/** How much is there: `{ id, received, bytes }`. */
export const GET: RequestHandler = signedIn(async (event, actor) => {
	const id = idOf(event.params.id);
	const upload = id === null ? null : await findUpload(centre().pool, actor, id);
	return upload === null ? none() : answer(stateOf(upload));
});

/** The part that begins at `?offset=`: `{ received }`, or 409 with where to go on. */
export const PUT: RequestHandler = signedIn(takePart);

/** All is there: checks it and makes the document, `{ id }`. */
export const POST: RequestHandler = signedIn(async (event, actor) => {
	const id = idOf(event.params.id);
	if (id === null) return none();
	const { pool, wake } = centre();
	const now = new Date().toISOString();
	const today = dayAt(now, await readSetting(pool, 'timeZone'));
	return await withStorage(async () => {
		const made = await finishDocument(pool, fileStore(), actor, id, { now, today });
		wake();
		return told(made, 201);
	});
});

/** Gives it up. */
export const DELETE: RequestHandler = signedIn(async (event, actor) => {
	const id = idOf(event.params.id);
	const { pool } = centre();
	const upload = id === null ? null : await findUpload(pool, actor, id);
	if (upload === null) return none();
	return await withStorage(async () => {
		await dropUpload(pool, fileStore(), upload);
		return nothing();
	});
});
