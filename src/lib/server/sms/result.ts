import type { SmsStatus } from '#lib/schema/sms.ts';
import type { Queryable } from '#lib/server/auth/queryable.ts';

/** What became of one mobile; left alone when it is past the states in `from` already. `at`: now, or for what waits until when. */
export async function writeResult(
	db: Queryable,
	messageId: string,
	number: string,
	result: { readonly status: SmsStatus; readonly error: string | null },
	at: Date,
	from: readonly SmsStatus[]
): Promise<void> {
	await db.query(
		`update sms_message m set updated_at = clock_timestamp(), recipients = (
			select jsonb_agg(case when r ->> 'number' = $2 and r ->> 'status' = any($6)
				then r || jsonb_build_object('status', $3::text, 'at', $4::text, 'error', $5::text) else r end order by n)
			from jsonb_array_elements(m.recipients) with ordinality as x (r, n))
		 where m.id = $1`,
		[messageId, number, result.status, at.toISOString(), result.error, from]
	);
}
