import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { secondsToNextTry, sessionIsGone, type SuspensionFailure } from '#lib/domain/suspension/failure.ts';
import { disconnect, type NasAnswer, type Patience } from '#lib/server/network/ask-nas.ts';
import { noteAnswer } from '#lib/server/network/server-health.ts';
import type { SuspensionDirection } from '#lib/schema/suspension.ts';
import { closeLost, staleSessions, type Changed, type StaleSession } from './sessions.ts';

export interface NetworkOptions {
	readonly pool: Pool;
	now(): Date;
	/** Of one Disconnect. */
	readonly patience?: Patience | undefined;
	/** How long the end of a session may take to show in accounting, in milliseconds. */
	readonly accountingMs?: number | undefined;
	/** Something that somebody at the provider should look at. Without secrets. */
	alarm(line: string): void;
	/** So many of those that were claimed are done with for now, whatever came of it; the others are still at it. */
	done?(count: number): void;
}

/** A suspension whose network this node has taken on. */
export interface Claimed extends Changed {
	readonly attempts: number;
}

/** Longer than an attempt takes: a node that dies leaves it to another after this. */
const leaseMs = 60_000;
const usualAccountingMs = 5000;
/** How often accounting is looked at while a session is about to end. */
const lookMs = 50;

interface Failed {
	readonly failure: SuspensionFailure;
	readonly detail: Readonly<Record<string, string | number>>;
}

/**
 * Takes what is in force and not verified yet: `limit` at most, none that another node is at. What was not tried yet comes first, so that one
 * NAS that is off does not hold back everybody's; and of those, who has paid.
 */
export async function claim({ pool, now }: Pick<NetworkOptions, 'pool' | 'now'>, limit: number): Promise<readonly Claimed[]> {
	const at = now();
	const { rows } = await pool.query<{ id: string; attempts: number; direction: SuspensionDirection; since: string }>(
		`with due as (
			select s.id from suspension s left join suspension_step t on t.suspension_id = s.id
			where s.status in ('in_force', 'session_ended') and (t.due_at is null or t.due_at <= $1)
			order by coalesce(t.attempts, 0), s.direction = 'suspend', s.updated_at limit $3 for update of s skip locked
		), taken as (
			-- Looked at once more: between our snapshot and the lock another node may have taken it.
			insert into suspension_step (suspension_id, due_at, attempts) select id, $2, 1 from due
			on conflict (suspension_id) do update set due_at = excluded.due_at, attempts = suspension_step.attempts + 1 where suspension_step.due_at <= $1
			returning suspension_id, attempts
		)
		select s.id, taken.attempts, s.direction, (case s.direction when 'suspend' then s.in_force_at else s.restored_at end)::text as since
		from taken join suspension s on s.id = taken.suspension_id`,
		[at, new Date(at.getTime() + leaseMs), limit]
	);
	return rows.map(({ id, ...row }) => ({ suspensionId: id, ...row }));
}

/**
 * Ends the sessions that go on under the answer of before, and verifies in accounting that they ended. A plan without one is verified at
 * once. What does not get through is tried again later, and has failed after the last time: the plan stays as it is for new logins.
 */
export async function endSessions(options: NetworkOptions, claimed: readonly Claimed[], signal: AbortSignal): Promise<void> {
	const stale = Map.groupBy(await staleSessions(options.pool, claimed), (session) => session.suspensionId);
	const idle = claimed.filter((one) => !stale.has(one.suspensionId));
	await settle(options, idle, 'verified');
	if (idle.length > 0) options.done?.(idle.length);
	const asked = claimed.filter((one) => stale.has(one.suspensionId));
	const acknowledged: Claimed[] = [];
	let asking = asked.length;
	const answers = Promise.allSettled(
		asked.map((one) =>
			askNas(options, one, stale.get(one.suspensionId)!, signal)
				.then((gone) => {
					if (gone) acknowledged.push(one);
					else options.done?.(1);
				})
				.finally(() => (asking -= 1))
		)
	);

	// All of them are written and looked for together: a commit and a look for each would be most of the work.
	const waiting = new Map<Claimed, number>();
	while (asking > 0 || acknowledged.length > 0 || waiting.size > 0) {
		const ended = acknowledged.splice(0);
		await settle(options, ended, 'session_ended');
		for (const one of ended) waiting.set(one, performance.now() + (options.accountingMs ?? usualAccountingMs));
		const alive = new Set((await staleSessions(options.pool, [...waiting.keys()])).map(({ suspensionId }) => suspensionId));
		const gone = [...waiting.keys()].filter((one) => !alive.has(one.suspensionId));
		await settle(options, gone, 'verified');
		for (const one of gone) waiting.delete(one);
		if (gone.length > 0) options.done?.(gone.length);
		for (const [one, until] of waiting) {
			if (performance.now() < until && !signal.aborted) continue;
			waiting.delete(one);
			await tryLater(options, one, { failure: 'session_alive', detail: nameOf(stale.get(one.suspensionId)![0]!) });
			options.done?.(1);
		}
		const pause = delay(lookMs, undefined, { signal }).catch(() => undefined);
		if (asking > 0) await Promise.race([pause, answers]);
		else if (waiting.size > 0) await pause;
	}
	// What went wrong with one is told at the end: the others are looked after first.
	for (const answer of await answers) if (answer.status === 'rejected') throw answer.reason;
}

/** Ends the sessions of one plan. True when all are acknowledged, or were gone; else it is tried later. */
async function askNas(options: NetworkOptions, claimed: Claimed, sessions: readonly StaleSession[], signal: AbortSignal): Promise<boolean> {
	const answers = await Promise.all(
		sessions.map(async (session) => {
			if (!session.nas) return { session, answer: null };
			const answer = await disconnect(session.nas, session, options.patience, signal);
			await noteAnswer(options, session.nas, answer);
			return { session, answer };
		})
	);
	const lost = answers.filter(({ answer }) => answer?.kind === 'nak' && sessionIsGone(answer.cause));
	await closeLost(
		options.pool,
		lost.map(({ session }) => session.acctId),
		options.now().toISOString()
	);
	const failed = answers.map(({ session, answer }) => whatFailed(session, answer)).find((one) => one !== null);
	if (failed) await tryLater(options, claimed, failed);
	return !failed;
}

const nameOf = (session: StaleSession): Readonly<Record<string, string>> => ({ server: session.nas?.name ?? session.nasIpAddress });

function whatFailed(session: StaleSession, answer: NasAnswer | null): Failed | null {
	const detail = nameOf(session);
	if (answer === null) return { failure: 'server_unknown', detail };
	switch (answer.kind) {
		case 'ack':
			return null;
		case 'nak':
			if (sessionIsGone(answer.cause)) return null;
			return { failure: 'server_refused', detail: { ...detail, cause: answer.cause ?? 0 } };
		case 'silence':
			return { failure: 'server_silent', detail };
		case 'not_genuine':
			return { failure: 'server_not_genuine', detail };
		case 'unreachable':
			return { failure: 'server_unreachable', detail };
	}
}

/** Only as long as it is ours: it may have been given back, or sent the other way, in the meantime. */
async function settle({ pool, now }: NetworkOptions, claimed: readonly Claimed[], status: 'session_ended' | 'verified'): Promise<void> {
	if (claimed.length === 0) return;
	await pool.query(
		`with ours as (
			update suspension s set status = $3, failure = null, failure_detail = null, updated_at = $4
			from unnest($1::uuid[], $2::text[]) as c (id, direction)
			where s.id = c.id and s.direction = c.direction and s.status in ('in_force', 'session_ended') and s.status <> $3
			returning s.id
		)
		delete from suspension_step where $3 = 'verified' and suspension_id in (select id from ours)`,
		[claimed.map((one) => one.suspensionId), claimed.map((one) => one.direction), status, now()]
	);
}

/** A server that nobody entered does not appear by waiting; everything else is tried a few times before a person is asked. */
async function tryLater({ pool, now, alarm }: NetworkOptions, claimed: Claimed, { failure, detail }: Failed): Promise<void> {
	const wait = failure === 'server_unknown' ? null : secondsToNextTry(claimed.attempts);
	const at = now();
	if (wait !== null) {
		await pool.query(`update suspension_step set due_at = $2 where suspension_id = $1 and attempts = $3`, [
			claimed.suspensionId,
			new Date(at.getTime() + wait * 1000),
			claimed.attempts
		]);
		return;
	}
	const { rowCount } = await pool.query(
		`with ours as (
			update suspension set status = 'failed', failure = $3, failure_detail = $4, updated_at = $5
			where id = $1 and direction = $2 and status in ('in_force', 'session_ended') returning id
		)
		delete from suspension_step where suspension_id in (select id from ours)`,
		[claimed.suspensionId, claimed.direction, failure, JSON.stringify(detail), at]
	);
	if (rowCount) alarm(`suspension ${claimed.suspensionId}: ${failure} ${JSON.stringify(detail)}`);
}
