import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';
import { dayNumber, type Day } from '#lib/domain/day/day.ts';

/**
 * Links to a slip need no sign-in, so the address itself is the permission: version, invoice and last day, signed with a key that only the
 * centre has (HMAC-SHA-256, 128 bits of it). Signed and not stored: a run of letters makes a hundred thousand links and no row, and the
 * same link can be made again for a second mail. All links die together when the key `slip-link` is replaced; a slip that is paid or
 * cancelled shows nothing to be paid whatever its link says.
 */
const version = 1;
/** Long enough for the longest collection, short enough for a mailbox that changes hands. */
export const linkDays = 180;
/** 1 version, 16 invoice, 2 day, 16 signature. */
const length = 35;

/** The key that links are signed with. @throws when the migration's row is gone. */
export async function linkKey(pool: Pool): Promise<Buffer> {
	const { rows } = await pool.query<{ secret: string }>(`select secret from server_key where purpose = 'slip-link'`);
	if (!rows[0]) throw new Error('server_key has no slip-link');
	return Buffer.from(rows[0].secret, 'hex');
}

/** 47 characters that stand for this invoice up to and with `lastDay`. */
export function slipToken(key: Buffer, invoiceId: string, lastDay: Day): string {
	const body = Buffer.alloc(length - 16);
	body.writeUInt8(version, 0);
	Buffer.from(invoiceId.replaceAll('-', ''), 'hex').copy(body, 1);
	body.writeUInt16BE(dayNumber(lastDay), 17);
	return Buffer.concat([body, signature(key, body)]).toString('base64url');
}

/** Whose slip a token opens; `expired` when it was ours, null when it was not. */
export function readSlipToken(key: Buffer, token: string, today: Day): { readonly invoiceId: string } | 'expired' | null {
	if (!/^[\w-]{47}$/.test(token)) return null;
	const bytes = Buffer.from(token, 'base64url');
	const body = bytes.subarray(0, length - 16);
	// One spelling only: base64url has bits to spare at its end.
	if (bytes.length !== length || bytes.toString('base64url') !== token || body.readUInt8(0) !== version) return null;
	if (!timingSafeEqual(bytes.subarray(length - 16), signature(key, body))) return null;
	if (body.readUInt16BE(17) < dayNumber(today)) return 'expired';
	const hex = body.toString('hex', 1, 17);
	return { invoiceId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') };
}

const signature = (key: Buffer, body: Buffer): Buffer => createHmac('sha256', key).update(body).digest().subarray(0, 16);
