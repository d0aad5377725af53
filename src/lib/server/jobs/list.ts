import type { Pool } from 'pg';
import type { JobState, JobSummary } from '#lib/domain/job/summary.ts';
import { iso } from '#lib/server/auth/queryable.ts';
import { jobSchema, type Jobs } from './jobs.ts';

/** Jobs that have ended, at most; those that wait or work, and those given up, come first and are all there. */
const endedShown = 300;

interface Found extends Omit<JobSummary, 'about' | 'state'> {
	readonly state: string;
	readonly data: unknown;
}

const states: Readonly<Record<string, JobState>> = {
	created: 'waiting',
	retry: 'retrying',
	active: 'running',
	failed: 'failed',
	cancelled: 'cancelled',
	completed: 'done'
};

/** Every job that waits, works or was given up, and the newest of those that ended: newest first. */
export async function listJobs(pool: Pool, jobs: Pick<Jobs, 'kinds'>): Promise<readonly JobSummary[]> {
	const names = [...jobs.kinds.keys()];
	const columns = `id, name, state::text as state, data, retry_count + (state > 'created')::int as attempts, retry_limit + 1 as "limit",
		${iso('created_on')} as "createdAt", ${iso('started_on')} as "startedAt", ${iso('completed_on')} as "endedAt",
		case when state in ('created', 'retry') then ${iso('start_after')} end as "nextAt",
		case when state in ('retry', 'failed') then coalesce(output ->> 'code', output ->> 'message', 'node_lost') end as reason`;
	const { rows } = await pool.query<Found>(
		`select * from (
			select id, name, 'created' as state, data, 0 as attempts, 0 as "limit", ${iso('created_at')} as "createdAt", null as "startedAt", null as "endedAt",
				${iso('coalesce(start_after, created_at)')} as "nextAt", null as reason
			from job_request where name = any ($1)
			union all
			(select ${columns} from ${jobSchema}.job where name = any ($1) and state not in ('completed', 'cancelled') order by created_on desc limit 1000)
			union all
			(select ${columns} from ${jobSchema}.job where name = any ($1) and state in ('completed', 'cancelled') order by created_on desc limit $2)
		 ) j order by "createdAt" desc, id`,
		[names, endedShown]
	);
	const about = await subjects(pool, jobs, rows);
	return rows.map(({ data: _, ...row }) => ({
		...row,
		state: states[row.state] ?? 'waiting',
		about: about.get(row.id) ?? null,
		limit: row.limit || (jobs.kinds.get(row.name)?.attempts ?? 1)
	}));
}

async function subjects(pool: Pool, jobs: Pick<Jobs, 'kinds'>, rows: readonly Found[]): Promise<ReadonlyMap<string, string>> {
	const found = new Map<string, string>();
	for (const kind of jobs.kinds.values()) {
		if (!kind.about) continue;
		const known = rows
			.filter(({ name }) => name === kind.name)
			.flatMap(({ id, data }) => {
				const parsed = kind.data.safeParse(data);
				return parsed.success ? [{ id, data: parsed.data as object }] : [];
			});
		if (known.length === 0) continue;
		const words = await kind.about(
			known.map((one) => one.data),
			pool
		);
		for (const [i, { id }] of known.entries()) if (words[i]) found.set(id, words[i]);
	}
	return found;
}
