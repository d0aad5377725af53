import type { Pool } from 'pg';
import type { Day } from '#lib/domain/day/day.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { balance, type InvoiceFacts } from '#lib/domain/invoice/balance.ts';
import { readSettings, type Settings } from '#lib/domain/settings.ts';
import { hoursFor, readHours, waitForHours } from '#lib/domain/sms/hours.ts';
import { smsParts } from '#lib/domain/sms/parts.ts';
import { secondsToNextSms } from '#lib/domain/sms/retry.ts';
import type { SmsStatus } from '#lib/schema/sms.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { inTransaction, readWrite } from '#sync-server/database.ts';
import type { SmsGateway } from './port.ts';
import { writeResult } from './result.ts';

export interface DeliverOptions {
	readonly pool: Pool;
	/** Null: none is configured. */
	gateway(): Promise<SmsGateway | null>;
	now(): Date;
}

/** A mobile that this node has taken. */
export interface Claimed {
	readonly id: string;
	readonly messageId: string;
	readonly number: string;
	/** With this one. */
	readonly attempts: number;
}

/** Longer than all parts of a text take to be handed over: of a node that dies in the middle another takes it after this. */
const leaseMs = 5 * 60_000;

/** Takes the mobile that has waited longest. The attempt is counted before it is made. Null: nothing is due. */
export async function claim({ pool, now }: Pick<DeliverOptions, 'pool' | 'now'>): Promise<Claimed | null> {
	const at = now();
	const { rows } = await pool.query<Claimed>(
		`update sms_outbox set attempts = attempts + 1, leased_until = $2 where id = (
			select id from sms_outbox where due_at <= $1 and (leased_until is null or leased_until <= $1) order by due_at, id limit 1 for update skip locked
		) returning id, message_id as "messageId", number, attempts`,
		[at, new Date(at.getTime() + leaseMs)]
	);
	return rows[0] ?? null;
}

interface Message {
	readonly text: string;
	readonly state: string;
	readonly consents: boolean;
}

/**
 * Hands a text over, part by part, in the hours in which that is allowed. Each part is written down before it goes out, so that nothing is
 * sent twice: a part that may be out already is only repeated to a gateway that knows keys; of any other, the result says that it is not known.
 */
export async function deliver(options: DeliverOptions, claimed: Claimed): Promise<void> {
	const { pool, now } = options;
	const { rows } = await pool.query<Message>(
		`select m.text, c.state,
			exists (select from contact where customer_id = m.customer_id and mobile = $2 and sms_consent) as consents
		 from sms_message m join customer c on c.id = m.customer_id where m.id = $1`,
		[claimed.messageId, claimed.number]
	);
	const message = rows[0];
	if (!message) return; // forgotten with its customer, and this mobile with it
	const gateway = await options.gateway();
	if (gateway === null) return settle(options, claimed, 'failed', 'not_configured');
	const { rows: done } = await pool.query<{ id: string; part: number; status: string }>(
		`select id, part, status from sms_part where message_id = $1 and number = $2`,
		[claimed.messageId, claimed.number]
	);
	const parts = new Map(done.map((one) => [one.part, one]));
	// What began to go out is finished: half a text helps nobody.
	if (done.length === 0) {
		if (!message.consents) return settle(options, claimed, 'failed', 'consent_withdrawn');
		const settings = await smsSettings(pool);
		if (!(await owesOverdue(pool, claimed.messageId, dayAt(now().toISOString(), settings.timeZone))))
			return settle(options, claimed, 'failed', 'settled');
		const hours = { weekdays: readHours(settings.smsWeekdays) ?? null, saturdays: readHours(settings.smsSaturdays) ?? null };
		const from = waitForHours(hoursFor(hours, message.state), now().toISOString(), settings.timeZone);
		if (from) return postpone(options, claimed, from);
	}
	// The same reference in every attempt: parts of two attempts belong together.
	const pieces = smsParts(message.text, Number.parseInt(claimed.id.slice(-2), 16));
	for (const [n, piece] of pieces.entries()) {
		let known = parts.get(n + 1);
		if (known && known.status !== 'sending') continue;
		if (known && !gateway.knowsKeys) return settle(options, claimed, 'failed', 'uncertain');
		if (!known) {
			const { rows: made } = await pool.query<{ id: string; part: number; status: string }>(
				`insert into sms_part (id, message_id, number, part, status, sent_at) values ($1, $2, $3, $4, 'sending', $5)
				 on conflict do nothing returning id, part, status`,
				[newUuid(), claimed.messageId, claimed.number, n + 1, now()]
			);
			known = made[0];
			if (!known) return; // another node has it: this one was too slow
		}
		const posted = await gateway.post({ key: partKey(claimed.id, n + 1), number: claimed.number, part: piece });
		if (posted.kind === 'taken')
			await pool.query(`update sms_part set status = 'sent', reference = $2 where id = $1`, [known.id, posted.reference]);
		else if (posted.kind === 'refused') {
			await pool.query(`update sms_part set status = 'failed' where id = $1`, [known.id]);
			return settle(options, claimed, 'failed', posted.reason);
		} else if (posted.kind === 'uncertain' && !gateway.knowsKeys) return settle(options, claimed, 'failed', 'uncertain');
		else {
			if (posted.kind === 'later') await pool.query(`delete from sms_part where id = $1`, [known.id]);
			const wait = secondsToNextSms(claimed.attempts);
			if (wait === null) return settle(options, claimed, 'failed', `given_up:${posted.reason}`);
			await pool.query(`update sms_outbox set leased_until = null, due_at = $2 where id = $1`, [
				claimed.id,
				new Date(now().getTime() + wait * 1000)
			]);
			return;
		}
	}
	return settle(options, claimed, 'sent', null);
}

/**
 * By the rule by which it was queued (smsSend): who has paid everything overdue meanwhile is not reminded because the next invoice has been
 * issued. Every text here is of collection.
 */
async function owesOverdue(pool: Pool, messageId: string, today: Day): Promise<boolean> {
	const { rows } = await pool.query<InvoiceFacts>(
		`select i.due_on::text as "dueOn", i.amount_cents::float8 as "amountCents", i.paid_cents::float8 as "paidCents", i.paid_at::text as "paidAt",
			null as "cancelledAt", null as "replacedById"
		 from sms_message m join invoice i on i.customer_id = m.customer_id
		 where m.id = $1 and i.cancelled_at is null and i.replaced_by_id is null and (i.paid_at is null or i.paid_cents < i.amount_cents)`,
		[messageId]
	);
	return balance(rows, today).overdueCount > 0;
}

/** By the mobile that waits, which outlives every attempt: a part that was taken back after "try later" keeps its key. */
const partKey = (outboxId: string, part: number): string => `${outboxId}-${String(part)}`;

/** Not now: the attempt does not count, and the screen says until when it waits. */
async function postpone({ pool }: DeliverOptions, claimed: Claimed, until: Date): Promise<void> {
	await inTransaction(pool, readWrite, async (connection) => {
		await connection.query(`update sms_outbox set attempts = attempts - 1, leased_until = null, due_at = $2 where id = $1`, [
			claimed.id,
			until
		]);
		await writeResult(connection, claimed.messageId, claimed.number, { status: 'queued', error: 'quiet_hours' }, until, ['queued']);
	});
}

/** The result and the end of the waiting in one transaction; a result that came already stays, whoever of two nodes was slower. */
async function settle({ pool, now }: DeliverOptions, claimed: Claimed, status: SmsStatus, error: string | null): Promise<void> {
	await inTransaction(pool, readWrite, async (connection) => {
		// Before the queue, in the order in which a receipt takes them.
		await connection.query(`select from sms_message where id = $1 for update`, [claimed.messageId]);
		const { rowCount } = await connection.query('delete from sms_outbox where id = $1', [claimed.id]);
		if (rowCount === 0) return;
		await writeResult(connection, claimed.messageId, claimed.number, { status, error }, now(), ['queued']);
		if (status !== 'sent') return;
		// Receipts may have come while the last part was still being handed over.
		const { rows } = await connection.query<{ all: boolean }>(
			`select bool_and(status = 'delivered') as all from sms_part where message_id = $1 and number = $2`,
			[claimed.messageId, claimed.number]
		);
		if (rows[0]?.all)
			await writeResult(connection, claimed.messageId, claimed.number, { status: 'delivered', error: null }, now(), ['sent']);
	});
}

async function smsSettings(pool: Pool): Promise<Settings> {
	const { rows } = await pool.query<{ key: string; value: unknown }>(
		`select key, value from setting where key in ('smsWeekdays', 'smsSaturdays', 'timeZone')`
	);
	return readSettings(rows);
}
