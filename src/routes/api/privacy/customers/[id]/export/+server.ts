import { centre } from '#lib/server/centre.ts';
import { refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { exportName, exportPerson } from '#lib/server/privacy/person-data.ts';
import { personPdf } from '#lib/server/privacy/person-pdf.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Everything about one person as a file (LGPD art. 18 II and V): `?format=json`, for machines, or `pdf`, for people. */
export const GET: RequestHandler = permitted('privacy.manage', async ({ params, url }, actor) => {
	const id = idOf(params.id);
	const format = url.searchParams.get('format') ?? 'json';
	if (format !== 'json' && format !== 'pdf') return refused(refuse('value_invalid', { field: 'format' }));
	if (id === null) return refused(refuse('not_found'));
	const { pool } = centre();
	const outcome = await exportPerson(pool, actor, id, new Date().toISOString());
	if (!outcome.ok) return refused(outcome);
	const data = outcome.value!;
	const body = format === 'json' ? JSON.stringify(data, null, '\t') : await personPdf(data, await readSetting(pool, 'timeZone'));
	return new Response(body as BodyInit, {
		headers: {
			'content-type': format === 'json' ? 'application/json; charset=utf-8' : 'application/pdf',
			'content-disposition': `attachment; filename="${exportName(data, format)}"`,
			'cache-control': 'no-store'
		}
	});
});
