import type { Pool } from 'pg';
import type { CaughtSms } from '#lib/domain/sms/caught.ts';
import { iso } from '#lib/server/auth/queryable.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { ReceivedSms } from './simulated-exchange.ts';

/** What is held at most; the oldest go. */
const kept = 500;

/** Puts aside what the demonstration's exchange was given. */
export async function keepCaught(pool: Pool, sms: ReceivedSms): Promise<void> {
	await pool.query(
		`insert into caught_sms (id, received_at, number, sender, text, parts, encoding) values ($1, clock_timestamp(), $2, $3, $4, $5, $6)`,
		[newUuid(), sms.number, sms.source, sms.text, sms.parts, sms.encoding]
	);
	await pool.query(`delete from caught_sms where id in (select id from caught_sms order by received_at desc, id desc offset $1)`, [kept]);
}

/** Newest first. */
export async function listCaughtSms(pool: Pool): Promise<readonly CaughtSms[]> {
	const { rows } = await pool.query<CaughtSms>(
		`select id, ${iso('received_at')} as "receivedAt", number, sender, text, parts, encoding from caught_sms order by received_at desc, id desc limit ${String(kept)}`
	);
	return rows;
}
