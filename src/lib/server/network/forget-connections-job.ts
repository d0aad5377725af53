import { z } from 'zod';
import type { JobKind } from '#lib/server/jobs/kind.ts';
import { readSetting } from '#lib/server/settings.ts';

/** Rows of one statement: FreeRADIUS writes these tables all the time and must not wait. */
const together = 5_000;

/**
 * What RADIUS recorded of connections is kept for the months of the Painel, which are a year at least (Marco Civil, Lei 12.965/2014, art. 13)
 * and, as it is personal data, no longer than somebody decided (LGPD art. 15, 16). Sessions count from their end; one that never ended stays.
 */
export const forgetConnections: JobKind = {
	name: 'forget-connections',
	data: z.object({}),
	attempts: 4,
	pauseSeconds: 60,
	longestPauseSeconds: 3_600,
	atOnce: 1,
	// When the fewest sessions begin and end.
	cron: '20 4 * * *',
	async run(_data, { pool, now, signal, log }) {
		const months = await readSetting(pool, 'connectionLogMonths');
		let forgotten = 0;
		for (const [table, key, at] of [
			['radacct', 'radacctid', 'acctstoptime'],
			['radpostauth', 'id', 'authdate']
		] as const) {
			let count = together;
			while (count === together) {
				if (signal.aborted) return 'again';
				// By the clock of the job, so that every batch of a run means the same moment.
				({ rowCount: count } = (await pool.query(
					`delete from radius.${table} where ${key} in (
						select ${key} from radius.${table} where ${at} < $1::timestamptz - make_interval(months => $2) order by ${at} limit ${String(together)} for update skip locked)`,
					[now(), months]
				)) as { rowCount: number });
				forgotten += count;
			}
		}
		if (forgotten > 0) log(`connections: ${String(forgotten)} records older than ${String(months)} months forgotten`);
		return 'done';
	}
};
