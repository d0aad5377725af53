import { centre } from '#lib/server/centre.ts';
import { refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { bankFileContent } from '#lib/server/settlement/list.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** The file byte for byte, to be kept: never shown in the browser. */
export const GET: RequestHandler = permitted('bankFile.manage', async (event, actor) => {
	const id = idOf(event.params.id);
	const file = id === null ? null : await bankFileContent(centre().pool, actor, id);
	if (file === null) return refused(refuse('not_found'));
	const name = encodeURIComponent(file.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
	return new Response(new Uint8Array(file.content), {
		headers: {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename*=UTF-8''${name}`,
			'x-content-type-options': 'nosniff',
			'cache-control': 'private, no-store'
		}
	});
});
