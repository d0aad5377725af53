import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { readCaught } from '#lib/server/mail/caught.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** One letter of the demonstration's catcher. */
export const GET: RequestHandler = permitted('mail.send', async ({ params }) => {
	const id = idOf(params.id);
	const { pool } = centre();
	const letter = id !== null && (await readSetting(pool, 'demonstration')) ? await readCaught(pool, id) : null;
	return letter ? answer(letter) : refused(refuse('not_found'));
});
