import { simpleParser } from 'mailparser';
import type { Pool } from 'pg';
import type { CaughtLetter, CaughtLine } from '#lib/domain/mail/caught.ts';
import { iso } from '#lib/server/auth/queryable.ts';

const columns = `id, ${iso('received_at')} as "receivedAt", sender, address, subject`;

/** Newest first. */
export async function listCaught(pool: Pool): Promise<readonly CaughtLine[]> {
	return (await pool.query<CaughtLine>(`select ${columns} from caught_mail order by received_at desc, id desc limit 500`)).rows;
}

/** Null: no such letter. */
export async function readCaught(pool: Pool, id: string): Promise<CaughtLetter | null> {
	const { rows } = await pool.query<CaughtLine & { raw: Buffer }>(`select ${columns}, raw from caught_mail where id = $1`, [id]);
	if (!rows[0]) return null;
	const { raw, ...line } = rows[0];
	const mail = await simpleParser(raw, { skipTextToHtml: true });
	const receipt = mail.headers.get('disposition-notification-to') as { text?: string } | undefined;
	return {
		...line,
		from: mail.from?.text ?? line.sender,
		text: mail.text ?? '',
		receiptTo: receipt?.text ?? null,
		attachments: mail.attachments.map(({ filename, contentType, size }) => ({ name: filename ?? 'anexo', type: contentType, bytes: size }))
	};
}

/** The file of a letter by its place, or null. */
export async function readAttachment(
	pool: Pool,
	id: string,
	place: number
): Promise<{ readonly name: string; readonly type: string; readonly content: Uint8Array } | null> {
	const { rows } = await pool.query<{ raw: Buffer }>('select raw from caught_mail where id = $1', [id]);
	const found = rows[0] && (await simpleParser(rows[0].raw, { skipTextToHtml: true, skipHtmlToText: true })).attachments[place];
	return found ? { name: found.filename ?? 'anexo', type: found.contentType, content: found.content } : null;
}
