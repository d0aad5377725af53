import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { listCaughtSms } from '#lib/server/sms/caught.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** What the simulated exchange of the demonstration holds; where real people work there is no such address. */
export const GET: RequestHandler = permitted('sms.send', async () =>
	(await readSetting(centre().pool, 'demonstration')) ? answer({ sms: await listCaughtSms(centre().pool) }) : refused(refuse('not_found'))
);
