import { dayAt } from '#lib/domain/day/zone.ts';
import { centre } from '#lib/server/centre.ts';
import { readSetting } from '#lib/server/settings.ts';
import { slipPage, slipRefused } from '#lib/server/slip/html.ts';
import { openLink } from '#lib/server/slip/open-link.ts';
import type { RequestHandler } from './$types.js';

/** The boleto that people see, for whoever has its link: no sign-in (src/lib/server/slip/token.ts). */
export const GET: RequestHandler = async ({ params, getClientAddress }) => {
	const { pool } = centre();
	const now = new Date();
	const today = dayAt(now.toISOString(), await readSetting(pool, 'timeZone'));
	const sheet = await openLink(pool, params.token, { address: getClientAddress(), today, now: now.getTime() });
	return typeof sheet === 'number' ? slipRefused(sheet) : slipPage(sheet, params.token);
};
