import { readNotices } from '#lib/domain/sms/receipt.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readBytes } from '#lib/server/http/bytes.ts';
import { noticeSecret, signsNotice } from '#lib/server/sms/notice-secret.ts';
import { noteReceipt } from '#lib/server/sms/receipts.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const bodyLimit = 256 * 1024;

/**
 * Callback of an HTTP gateway: what became of messages (domain/sms/receipt.ts), signed in `Balcao-Signature`. 200 when all are known and
 * written down, 401 without a valid signature, 400 for a body that is no notice, 404 when one is not known (yet): told again, nothing
 * happens twice.
 */
export const POST: RequestHandler = async ({ request }) => {
	const { pool, wake } = centre();
	const body = await readBytes(request, bodyLimit);
	if (body === null) return refused(refuse('body_too_large'));
	const now = new Date();
	if (!signsNotice(request.headers.get('balcao-signature'), body, await noticeSecret(pool), now))
		return refused(refuse('not_allowed'), 401);
	const receipts = readNotices(parsed(body));
	if (receipts === null) return refused(refuse('body_invalid'));
	let known = true;
	for (const receipt of receipts) if (!(await noteReceipt(pool, receipt, now))) known = false;
	wake();
	return known ? answer({}) : refused(refuse('not_found'));
};

function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString());
	} catch {
		return undefined;
	}
}
