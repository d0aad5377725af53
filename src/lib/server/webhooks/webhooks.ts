import type { Pool } from 'pg';
import { testEvent } from '#lib/domain/webhook/events.ts';
import type { DeliverySummary, WebhookSummary } from '#lib/domain/webhook/summary.ts';
import { checkWebhook, normaliseWebhook, type WebhookInput } from '#lib/domain/webhook/webhook.ts';
import { iso } from '#lib/server/auth/queryable.ts';
import { loadActor } from '#lib/server/auth/rights.ts';
import { randomSecret } from '#lib/server/auth/secret.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';

/** What secrets of webhooks start with, so that people and scanners recognise one that lies where it should not. */
const secretStart = 'whsec_';

/** By name. */
export async function listWebhooks(pool: Pool): Promise<WebhookSummary[]> {
	const { rows } = await pool.query<WebhookSummary>(
		`select w.id, w.name, w.url, w.events, w.user_id as "userId", u.name as "userName", w.active, ${iso('w.created_at')} as "createdAt",
			(select count(*)::int from webhook_delivery d where d.webhook_id = w.id and d.status = 'waiting') as waiting,
			last.status as "lastStatus", ${iso('last.created_at')} as "lastAt"
		from webhook w join app_user u on u.id = w.user_id
		left join lateral (
			select d.status, d.created_at from webhook_delivery d where d.webhook_id = w.id and d.status <> 'waiting' order by d.seq desc limit 1
		) last on true
		order by w.name, w.id`
	);
	return rows;
}

/**
 * Makes a webhook that acts with the eyes of one person. The secret is told here and nowhere else; unlike that of an API key it
 * is stored as it is, because it signs. Refusals: those of checkWebhook, user_not_found.
 */
export async function createWebhook(
	pool: Pool,
	input: WebhookInput & { readonly userId: string },
	by: Actor,
	now: Date
): Promise<Outcome<{ id: string; secret: string }>> {
	const wanted = normaliseWebhook(input);
	const wrong = checkWebhook(wanted);
	if (wrong) return wrong;
	if (!(await loadActor(pool, input.userId))) return refuse('user_not_found', { field: 'userId' });
	const id = newUuid();
	const secret = secretStart + randomSecret();
	await pool.query(
		`insert into webhook (id, name, url, secret, events, user_id, created_at, created_by, updated_at, updated_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)`,
		[id, wanted.name, wanted.url, secret, wanted.events, input.userId, now, by.userId]
	);
	return ok({ id, secret });
}

/** Pauses or activates. While it is paused nothing new is queued for it, and what waits goes on waiting. False: no such webhook. */
export async function setWebhookActive(pool: Pool, id: string, active: boolean, by: Actor, now: Date): Promise<boolean> {
	const { rowCount } = await pool.query(
		`update webhook set active = $2, failures = 0, free_at = case when failures > 0 then null else free_at end, updated_at = $3, updated_by = $4 where id = $1`,
		[id, active, now, by.userId]
	);
	return rowCount === 1;
}

/** With everything that waits for it, and its log. False: no such webhook. */
export async function deleteWebhook(pool: Pool, id: string): Promise<boolean> {
	const { rowCount } = await pool.query('delete from webhook where id = $1', [id]);
	return rowCount === 1;
}

/** Queues a delivery that says nothing but that it is a test. Null: no such webhook, or a paused one. */
export async function queueTest(pool: Pool, id: string, by: Actor, now: Date): Promise<{ readonly deliveryId: string } | null> {
	const deliveryId = newUuid();
	const payload = { id: newUuid(), event: testEvent, at: now.toISOString(), by: by.userId, ids: {} };
	const { rowCount } = await pool.query(
		`insert into webhook_delivery (id, webhook_id, event, payload, created_at, due_at) select $1, w.id, $3, $4, $5, $5 from webhook w where w.id = $2 and w.active`,
		[deliveryId, id, testEvent, JSON.stringify(payload), now]
	);
	return rowCount === 1 ? { deliveryId } : null;
}

/** The newest `limit` deliveries of a webhook. */
export async function listDeliveries(pool: Pool, webhookId: string, limit = 200): Promise<DeliverySummary[]> {
	const { rows } = await pool.query<DeliverySummary>(
		`select id, event, payload, ${iso('created_at')} as "createdAt", status, attempts, response_status as "responseStatus", error,
			${iso('due_at')} as "dueAt", ${iso('delivered_at')} as "deliveredAt"
		from webhook_delivery where webhook_id = $1 order by seq desc limit $2`,
		[webhookId, limit]
	);
	return rows;
}

/** Sends once more what failed or waits: now, and counted from the first attempt on. False: no such delivery, or it has arrived. */
export async function retryDelivery(pool: Pool, webhookId: string, deliveryId: string, now: Date): Promise<boolean> {
	const { rowCount } = await pool.query(
		`with again as (
			update webhook_delivery set status = 'waiting', due_at = $3, attempts = 0 where id = $2 and webhook_id = $1 and status <> 'delivered' returning webhook_id
		), rested as (
			-- Somebody mended the receiver: it need not rest longer.
			update webhook w set free_at = null, failures = 0 from again where w.id = again.webhook_id and w.failures > 0
		) select from again`,
		[webhookId, deliveryId, now]
	);
	return rowCount === 1;
}
