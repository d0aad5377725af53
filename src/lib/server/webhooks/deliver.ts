import type { Pool } from 'pg';
import { secondsToNextAttempt, secondsToRest } from '#lib/domain/webhook/retry.ts';
import { loadActor } from '#lib/server/auth/rights.ts';
import { patienceMs, post, type Answer } from './post.ts';

export interface DeliverOptions {
	readonly pool: Pool;
	now(): Date;
	/** For tests; normally ten seconds. */
	readonly patience?: number;
}

/** A delivery that this node has taken. */
export interface Claimed {
	readonly deliveryId: string;
	readonly webhookId: string;
	readonly event: string;
	/** JSON. */
	readonly body: string;
	readonly branchId: string | null;
	readonly url: string;
	readonly secret: string;
	readonly userId: string;
	/** With this one. */
	readonly attempts: number;
	readonly failures: number;
	/** What `free_at` was set to, as Postgres prints it: whoever finds another value there has been overtaken. */
	readonly lease: string;
}

/** Longer than any attempt takes: a node that dies in the middle leaves the delivery to another after this. */
const leaseMs = 3 * patienceMs;

/**
 * Takes the oldest delivery that is due, of a webhook of which nothing else is on its way: one at a time for each. The
 * attempt is counted before it is made, so that one that kills the node does not come back for ever. Null: nothing to do.
 */
export async function claim({ pool, now }: DeliverOptions): Promise<Claimed | null> {
	const at = now();
	const { rows } = await pool.query<Claimed>(
		`with next as (
			select d.id as delivery_id
			from webhook w cross join lateral (
				select id, seq from webhook_delivery where webhook_id = w.id and status = 'waiting' and due_at <= $1 order by seq limit 1
			) d
			where w.active and (w.free_at is null or w.free_at <= $1)
			order by d.seq limit 1 for update of w skip locked
		), sent as (
			-- Looked at once more: between our snapshot and the lock another node may have sent it.
			update webhook_delivery d set attempts = attempts + 1 from next where d.id = next.delivery_id and d.status = 'waiting' and d.due_at <= $1
			returning d.id, d.webhook_id, d.event, d.payload, d.attempts
		)
		update webhook w set free_at = $2 from sent where w.id = sent.webhook_id
		returning sent.id as "deliveryId", w.id as "webhookId", sent.event, sent.payload::text as body,
			sent.payload #>> '{ids,branchId}' as "branchId", w.url, w.secret, w.user_id as "userId", sent.attempts, w.failures, w.free_at::text as lease`,
		[at, new Date(at.getTime() + leaseMs)]
	);
	return rows[0] ?? null;
}

/** Sends what was claimed and writes down how it went. When `signal` aborts, it is given back as if it had not been tried. */
export async function deliver(options: DeliverOptions, claimed: Claimed, signal: AbortSignal): Promise<void> {
	const { pool, now } = options;
	// Rights may have gone since it was queued.
	const actor = await loadActor(pool, claimed.userId);
	if (!actor || (claimed.branchId !== null && !actor.branchIds.includes(claimed.branchId))) {
		await pool.query(
			`update webhook_delivery set status = 'failed', error = 'rights', due_at = null where id = $1 and status = 'waiting'`,
			[claimed.deliveryId]
		);
		return await free(pool, claimed, claimed.failures, null);
	}
	let answer: Answer;
	try {
		answer = await post(claimed, now(), signal, options.patience);
	} catch {
		await pool.query(`update webhook_delivery set attempts = attempts - 1 where id = $1 and attempts = $2`, [
			claimed.deliveryId,
			claimed.attempts
		]);
		return await free(pool, claimed, claimed.failures, null);
	}
	await settle(pool, claimed, answer, now());
}

/** What became of an attempt. Apart from `deliver`, because a node may die between the two: then it is sent again. */
async function settle(pool: Pool, claimed: Claimed, answer: Answer, now: Date): Promise<void> {
	const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
	const wait = answer.ok ? null : secondsToNextAttempt(claimed.attempts);
	await pool.query(
		`update webhook_delivery set status = $3, response_status = $4, error = $5, due_at = $6, delivered_at = $7
		where id = $1 and status = 'waiting' and attempts = $2`,
		[
			claimed.deliveryId,
			claimed.attempts,
			answer.ok ? 'delivered' : wait === null ? 'failed' : 'waiting',
			answer.status,
			answer.error,
			wait === null ? null : after(wait),
			answer.ok ? now : null
		]
	);
	const failures = answer.ok ? 0 : claimed.failures + 1;
	await free(pool, claimed, failures, failures === 0 ? null : after(secondsToRest(failures)));
}

/** Only as long as it is ours: another node may have taken over after a stall. */
async function free(pool: Pool, claimed: Claimed, failures: number, at: Date | null): Promise<void> {
	await pool.query(`update webhook set free_at = $3, failures = $4 where id = $1 and free_at = $2::timestamptz`, [
		claimed.webhookId,
		claimed.lease,
		at,
		failures
	]);
}
