import type { RequestEvent } from '@sveltejs/kit';
import { partBytes } from '#lib/domain/document/upload.ts';
import { centre } from '#lib/server/centre.ts';
import { refused } from '#lib/server/http/answers.ts';
import { readBytes } from '#lib/server/http/bytes.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { refuse, type Actor } from '#lib/sync/model.ts';
import { told, tooOften, withStorage } from './answers.ts';
import { fileStore } from './current.ts';
import { receivePart } from './uploads.ts';

/** The part of a file that begins at `?offset=`, whatever the file is for: `{ received }`, or 409 with where to go on. */
export async function takePart(event: RequestEvent<{ id: string }>, actor: Actor): Promise<Response> {
	const id = idOf(event.params.id);
	const offset = event.url.searchParams.get('offset') ?? '';
	if (id === null) return refused(refuse('not_found'));
	if (!/^\d{1,12}$/.test(offset)) return refused(refuse('value_invalid', { field: 'offset' }));
	const wait = tooOften(actor, 'part');
	if (wait) return wait;
	const part = await readBytes(event.request, partBytes);
	if (part === null) return refused(refuse('body_too_large'));
	return await withStorage(async () => told(await receivePart(centre().pool, fileStore(), actor, id, Number(offset), part, new Date())));
}
