import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Queryable } from '#lib/server/auth/queryable.ts';

/** A notice is as old as that at most: what somebody recorded is no use to him later. */
const freshSeconds = 300;

/** What gateways sign their notices with: `SMS_STATUS_SECRET`, else the key that the installation made for itself. */
export async function noticeSecret(db: Queryable): Promise<string> {
	const given = process.env.SMS_STATUS_SECRET;
	if (given) return given;
	const { rows } = await db.query<{ secret: string }>(`select secret from server_key where purpose = 'sms-status'`);
	if (!rows[0]) throw new Error('server_key has no sms-status');
	return rows[0].secret;
}

/** Whether `header` (`t=<unix seconds>,v1=<hex of HMAC-SHA256 over "<t>.<body>">`, as our own webhooks have it) signs this body, now. */
export function signsNotice(header: string | null, body: Uint8Array, secret: string, now: Date): boolean {
	const found = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '');
	if (!found) return false;
	const [, t = '', signature = ''] = found;
	if (Math.abs(now.getTime() / 1000 - Number(t)) > freshSeconds) return false;
	const expected = createHmac('sha256', secret).update(`${t}.`).update(body).digest();
	return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
