import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { listCaught } from '#lib/server/mail/caught.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** What the mail catcher of the demonstration holds; where real people work there is no such address. */
export const GET: RequestHandler = permitted('mail.send', async () =>
	(await readSetting(centre().pool, 'demonstration')) ? answer({ mail: await listCaught(centre().pool) }) : refused(refuse('not_found'))
);
