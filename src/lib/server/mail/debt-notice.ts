import { dayAt } from '#lib/domain/day/zone.ts';
import type { Queryable } from '#lib/server/auth/queryable.ts';
import { readSetting } from '#lib/server/settings.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Connection } from '#sync-server/database.ts';

/**
 * A Carta de Cobrança that was handed over is a notice of the debt, from which the days of the law run; in the transaction that notes the
 * result. One for each letter however many addresses it went to; e-mails with boletos are none. Its reference is the letter.
 */
export async function noteNotice(connection: Connection, messageId: string, at: Date): Promise<void> {
	await connection.query(
		`insert into debt_notice (id, branch_id, customer_id, proven_on, channel, reference, created_at, created_by, updated_at, updated_by)
		 select $1, branch_id, customer_id, $3, 'email', id::text, $4, created_by, $4, created_by from mail_message where id = $2 and kind = 'letter'
		 on conflict (customer_id, channel, reference) do nothing`,
		[newUuid(), messageId, dayAt(at.toISOString(), await readSetting(connection, 'timeZone')), at]
	);
}

/** A letter that came back from every address it went to proves nothing any more. */
export async function takeBackNotice(db: Queryable, messageId: string): Promise<void> {
	await db.query(
		`delete from debt_notice n using mail_message m
		 where m.id = $1 and m.kind = 'letter' and n.customer_id = m.customer_id and n.channel = 'email' and n.reference = m.id::text
			and not exists (select from jsonb_array_elements(m.recipients) r where r ->> 'status' = 'sent')`,
		[messageId]
	);
}
