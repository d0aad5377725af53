import type { Pool } from 'pg';
import type { NasAnswer } from './ask-nas.ts';

/** As often as a NAS that does its work is written down to have answered. */
const noteEverySeconds = 60;

/**
 * Keeps with a NAS whether it does what it is asked: since when it does not, and what is the matter. The first time is an alarm; a NAS that
 * refuses one session is well.
 */
export async function noteAnswer(
	options: { readonly pool: Pool; now(): Date; alarm(line: string): void },
	nas: { readonly id: string; readonly name: string },
	answer: NasAnswer
): Promise<void> {
	const at = options.now();
	if (answer.kind === 'ack' || answer.kind === 'nak') {
		await options.pool.query(
			`update network_server set answered_at = $2, failing_since = null, failure = null
			where id = $1 and (failing_since is not null or answered_at is null or answered_at < $2::timestamptz - make_interval(secs => $3))`,
			[nas.id, at, noteEverySeconds]
		);
		return;
	}
	const { rows } = await options.pool.query<{ fresh: boolean }>(
		`update network_server n set failing_since = coalesce(n.failing_since, $2), failure = $3 from (select failing_since from network_server where id = $1 for update) o
		where n.id = $1 returning o.failing_since is null as fresh`,
		[nas.id, at, answer.kind]
	);
	if (rows[0]?.fresh) options.alarm(`network: ${nas.name} ${answer.kind}`);
}
