import { centre } from '#lib/server/centre.ts';
import { refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { readAttachment } from '#lib/server/mail/caught.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** A file that came with a letter of the demonstration: always downloaded, never shown as a page of ours. */
export const GET: RequestHandler = permitted('mail.send', async ({ params }) => {
	const id = idOf(params.id);
	const { pool } = centre();
	const wanted = id !== null && /^\d{1,3}$/.test(params.n) && (await readSetting(pool, 'demonstration'));
	const file = wanted ? await readAttachment(pool, id, Number(params.n)) : null;
	if (!file) return refused(refuse('not_found'));
	return new Response(file.content as BodyInit, {
		headers: {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
			'cache-control': 'no-store'
		}
	});
});
