import { dayAt } from '#lib/domain/day/zone.ts';
import { centre } from '#lib/server/centre.ts';
import { readSetting } from '#lib/server/settings.ts';
import { privateHeaders, slipRefused } from '#lib/server/slip/html.ts';
import { openLink } from '#lib/server/slip/open-link.ts';
import { slipPdf } from '#lib/server/slip/pdf.ts';
import type { RequestHandler } from './$types.js';

/** The same boleto as a file. */
export const GET: RequestHandler = async ({ params, getClientAddress }) => {
	const { pool } = centre();
	const now = new Date();
	const today = dayAt(now.toISOString(), await readSetting(pool, 'timeZone'));
	const sheet = await openLink(pool, params.token, { address: getClientAddress(), today, now: now.getTime() });
	if (typeof sheet === 'number') return slipRefused(sheet);
	return new Response((await slipPdf(sheet, now.toISOString())) as BodyInit, {
		headers: {
			...privateHeaders,
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="boleto-${String(sheet.invoiceNumber)}.pdf"`
		}
	});
};
