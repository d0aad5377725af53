import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { readBounces, type Bounce } from '#lib/domain/mail/bounce.ts';
import { takeBackNotice } from './debt-notice.ts';

/** The id of a message as it goes along on the envelope. */
export const envelopeIdOf = (messageId: string): string => messageId.replaceAll('-', '');

/** Notes what a notification says: whoever was sent to becomes `bounced`. Answers how many recipients that were; other mail is none. */
export async function noteBounces(pool: Pool, raw: string, now: Date): Promise<number> {
	let noted = 0;
	for (const bounce of readBounces(raw)) noted += await note(pool, bounce, now);
	return noted;
}

async function note(pool: Pool, { envelopeId, address, reason }: Bounce, now: Date): Promise<number> {
	if (!/^[0-9a-f]{32}$/.test(envelopeId)) return 0;
	const { rowCount } = await pool.query(
		`update mail_message m set updated_at = $4, recipients = (
			select jsonb_agg(case when lower(r ->> 'address') = $2 then r || jsonb_build_object('status', 'bounced', 'at', $5::text, 'error', $3::text) else r end order by n)
			from jsonb_array_elements(m.recipients) with ordinality as x (r, n))
		 where m.id = $1::uuid and exists (select from jsonb_array_elements(m.recipients) r where lower(r ->> 'address') = $2 and r ->> 'status' <> 'bounced')`,
		[envelopeId, address, reason, now, now.toISOString()]
	);
	if (rowCount) await takeBackNotice(pool, envelopeId);
	return rowCount ?? 0;
}

/**
 * Reads the notifications that lie in a Maildir (MAIL_BOUNCES: the mailbox of the return path, which the mail server of the provider fills)
 * and puts each mail that was read into `cur`, as every reader of a Maildir does. Answers how many recipients were noted.
 */
export async function readBounceFolder(pool: Pool, folder: string, now: Date): Promise<number> {
	let noted = 0;
	for (const name of (await readdir(join(folder, 'new'))).sort()) {
		noted += await noteBounces(pool, await readFile(join(folder, 'new', name), 'latin1'), now);
		await rename(join(folder, 'new', name), join(folder, 'cur', `${name}:2,S`));
	}
	return noted;
}
