import { signIns } from '#lib/demo/sign-ins.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** The sign-ins of the demonstration data, for the sign-in page; where real people work there is no such address. */
export const GET: RequestHandler = async () =>
	(await readSetting(centre().pool, 'demonstration')) ? answer({ signIns }) : refused(refuse('not_found'));
