import type { Pool } from 'pg';
import type { SmsReceipt } from '#lib/domain/sms/receipt.ts';
import { inTransaction, readWrite } from '#sync-server/database.ts';
import { writeResult } from './result.ts';

/**
 * Writes down what a gateway says became of a part. A mobile has its message when it has all of its parts, and has it not when one of them
 * will never come. Told again, nothing changes. Answers whether the reference is known: one that is not may be a moment too early.
 */
export async function noteReceipt(pool: Pool, receipt: SmsReceipt, now: Date): Promise<boolean> {
	return await inTransaction(pool, readWrite, async (connection) => {
		const { rows } = await connection.query<{ id: string; message_id: string; number: string; status: string }>(
			`select id, message_id, number, status from sms_part where reference = $1 order by sent_at desc limit 1 for update`,
			[receipt.reference]
		);
		const part = rows[0];
		if (!part) return false;
		if (part.status !== 'sent') return true;
		// One after the other for one mobile: the last of two receipts that come at once must see the other.
		await connection.query(`select from sms_message where id = $1 for update`, [part.message_id]);
		await connection.query(`update sms_part set status = $2 where id = $1`, [part.id, receipt.outcome]);
		const { rows: rest } = await connection.query<{ waiting: boolean }>(
			`select exists (select from sms_part where message_id = $1 and number = $2 and status <> 'delivered')
				or exists (select from sms_outbox where message_id = $1 and number = $2) as waiting`,
			[part.message_id, part.number]
		);
		if (receipt.outcome === 'failed')
			await writeResult(connection, part.message_id, part.number, { status: 'failed', error: `undelivered:${receipt.reason ?? ''}` }, now, [
				'queued',
				'sent'
			]);
		else if (rest[0]?.waiting === false)
			await writeResult(connection, part.message_id, part.number, { status: 'delivered', error: null }, now, ['sent']);
		return true;
	});
}
