import { readPixNotices } from '#lib/domain/settlement/pix-notice.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readBytes } from '#lib/server/http/bytes.ts';
import { knowsSecret, pixSecret } from '#lib/server/settlement/pix-secret.ts';
import { receivePix } from '#lib/server/settlement/pix.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** A provider sends a few at once; this is thousands. */
const bodyLimit = 512 * 1024;

/**
 * Callback of the API Pix (Banco Central): the provider is given `https://…/api/pix/webhook` and adds `/pix`. Answers 200 when every
 * notice of it is settled or queued: told again, nothing happens twice. 401 without the secret, 400 for a body that is none, 503 where
 * no secret is set.
 */
export const POST: RequestHandler = async ({ request, url }) => {
	const { pool, wake } = centre();
	const secret = await pixSecret(pool);
	if (secret === null) return refused(refuse('pix_webhook_missing'), 503);
	const body = await readBytes(request, bodyLimit);
	if (body === null) return refused(refuse('body_too_large'));
	if (!knowsSecret({ headers: request.headers, url }, body, secret)) return refused(refuse('not_allowed'), 401);
	const notices = readPixNotices(parsed(body));
	// What is called when the address is registered, to see whether anybody is there.
	if (notices === null) return body.length === 0 ? answer({}) : refused(refuse('body_invalid'));
	const timeZone = await readSetting(pool, 'timeZone');
	const options = { pool, now: () => new Date(), dayOf: (instant: Date) => dayAt(instant.toISOString(), timeZone) };
	for (const notice of notices) await receivePix(options, notice);
	wake();
	return answer({});
};

function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString());
	} catch {
		return undefined;
	}
}
