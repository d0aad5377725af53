import type { Pool } from 'pg';
import { dayAt } from '#lib/domain/day/zone.ts';
import { secondsToNextMail } from '#lib/domain/mail/retry.ts';
import type { MailStatus } from '#lib/schema/mail.ts';
import { readSetting } from '#lib/server/settings.ts';
import { inTransaction, readWrite } from '#sync-server/database.ts';
import { envelopeIdOf } from './bounces.ts';
import { composeLetter } from './compose.ts';
import { composeCollection } from './compose-collection.ts';
import { noteNotice } from './debt-notice.ts';
import type { MailServer } from './port.ts';

export interface DeliverOptions {
	readonly pool: Pool;
	/** Null: none is configured. */
	server(): Promise<MailServer | null>;
	now(): Date;
}

/** A recipient that this node has taken. */
export interface Claimed {
	readonly id: string;
	readonly messageId: string;
	readonly address: string;
	/** With this one. */
	readonly attempts: number;
}

/** Longer than a letter takes to be made and handed over: of a node that dies in the middle another takes it after this. */
const leaseMs = 5 * 60_000;

/** Takes the recipient that has waited longest. The attempt is counted before it is made. Null: nothing is due. */
export async function claim({ pool, now }: Pick<DeliverOptions, 'pool' | 'now'>): Promise<Claimed | null> {
	const at = now();
	const { rows } = await pool.query<Claimed>(
		`update mail_outbox set attempts = attempts + 1, leased_until = $2 where id = (
			select id from mail_outbox where due_at <= $1 and (leased_until is null or leased_until <= $1) order by due_at, id limit 1 for update skip locked
		) returning id, message_id as "messageId", address, attempts`,
		[at, new Date(at.getTime() + leaseMs)]
	);
	return rows[0] ?? null;
}

interface Message {
	readonly branch_id: string;
	readonly created_by: string | null;
	readonly invoice_ids: readonly string[];
	readonly sender_name: string;
	readonly sender_email: string;
	readonly subject: string;
	readonly body: string | null;
	readonly read_receipt: boolean;
	readonly customer_id: string;
	/** Of a Carta de Cobrança; null: an e-mail with boletos. */
	readonly message_template_id: string | null;
}

/**
 * Makes the letter and hands it over. Whoever dies after the server took it and before that is written down sends it again with the same
 * Message-ID: at least once, and known again by whoever has it already.
 */
export async function deliver(options: DeliverOptions, claimed: Claimed): Promise<void> {
	const { pool, now } = options;
	const { rows } = await pool.query<Message>(
		`select branch_id, created_by, invoice_ids, sender_name, sender_email, subject, body, read_receipt, customer_id,
			message_template_id from mail_message where id = $1`,
		[claimed.messageId]
	);
	const message = rows[0];
	if (!message) return; // forgotten with its customer, and this recipient with it
	const server = await options.server();
	if (server === null) return settle(options, claimed, 'failed', 'not_configured');
	const at = now().toISOString();
	const when = { now: at, today: dayAt(at, await readSetting(pool, 'timeZone')) };
	const asked = {
		messageId: claimed.messageId,
		branchId: message.branch_id,
		createdBy: message.created_by,
		invoiceIds: message.invoice_ids,
		subject: message.subject,
		body: message.body
	};
	const templateId = message.message_template_id;
	const made =
		templateId === null
			? await composeLetter(pool, asked, when)
			: await composeCollection(pool, { ...asked, customerId: message.customer_id, templateId }, when);
	if (!made.ok) return settle(options, claimed, 'failed', 'unsent' in made ? made.unsent : `boleto:${JSON.stringify(made)}`);
	const posted = await server.post({
		messageId: `${claimed.id}@${message.sender_email.split('@')[1] ?? 'balcao.invalid'}`,
		envelopeId: envelopeIdOf(claimed.messageId),
		from: { name: message.sender_name, address: message.sender_email },
		to: claimed.address,
		readReceipt: message.read_receipt,
		...made.written
	});
	if (posted.kind === 'taken') return settle(options, claimed, 'sent', null);
	if (posted.kind === 'refused') return settle(options, claimed, 'failed', posted.reason);
	const wait = secondsToNextMail(claimed.attempts);
	if (wait === null) return settle(options, claimed, 'failed', `given_up:${posted.reason}`);
	await pool.query(`update mail_outbox set leased_until = null, due_at = $2 where id = $1`, [
		claimed.id,
		new Date(now().getTime() + wait * 1000)
	]);
}

/** The result and the end of the waiting in one transaction; a result that came already stays, whoever of two nodes was slower. */
async function settle({ pool, now }: DeliverOptions, claimed: Claimed, status: MailStatus, error: string | null): Promise<void> {
	const at = now();
	await inTransaction(pool, readWrite, async (connection) => {
		const { rowCount } = await connection.query('delete from mail_outbox where id = $1', [claimed.id]);
		if (rowCount === 0) return;
		await connection.query(
			`update mail_message m set updated_at = $4, recipients = (
				select jsonb_agg(case when r ->> 'address' = $2 then r || jsonb_build_object('status', $3::text, 'at', $5::text, 'error', $6::text) else r end order by n)
				from jsonb_array_elements(m.recipients) with ordinality as x (r, n))
			 where m.id = $1`,
			[claimed.messageId, claimed.address, status, at, at.toISOString(), error]
		);
		if (status === 'sent') await noteNotice(connection, claimed.messageId, at);
	});
}
