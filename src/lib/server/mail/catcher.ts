import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import type { Pool } from 'pg';
import { SMTPServer } from 'smtp-server';
import { newUuid } from '#lib/sync/ids.ts';

export interface Catcher {
	/** `smtp://127.0.0.1:…` */
	readonly url: string;
	close(): Promise<void>;
}

/** What the catcher holds at most; the oldest go. */
const kept = 500;
const sizeLimit = 20 * 1024 * 1024;
/** In these domains things go wrong on purpose, so that a demonstration shows what people then see. */
const refusedDomain = 'recusa.example';
const bouncingDomain = 'volta.example';

/**
 * The mail server of the demonstration: takes every letter and delivers none. It listens on this machine only. A letter that comes again
 * is one. `bounced` is called with the notification that a real server would send for an address in `volta.example`.
 */
export async function startCatcher(pool: Pool, bounced: (notification: string) => void = () => undefined): Promise<Catcher> {
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		size: sizeLimit,
		hideDSN: false,
		banner: 'Balcao demonstration',
		onRcptTo({ address }, _session, done) {
			if (address.toLowerCase().endsWith(`@${refusedDomain}`))
				done(Object.assign(new Error(`5.1.1 <${address}>: no such user here`), { responseCode: 550 }));
			else done();
		},
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				if (stream.sizeExceeded) {
					done(Object.assign(new Error('5.3.4 message too big'), { responseCode: 552 }));
					return;
				}
				const from = session.envelope.mailFrom;
				// Once it is answered the session forgets it.
				const envelopeId = session.envelope.dsn?.envid ?? '';
				const to = session.envelope.rcptTo.map(({ address }) => address);
				keep(pool, Buffer.concat(chunks), from === false ? '' : from.address, to).then(
					() => {
						done();
						for (const address of to) if (address.toLowerCase().endsWith(`@${bouncingDomain}`)) bounced(notification(envelopeId, address));
					},
					() => done(Object.assign(new Error('4.3.0 try again'), { responseCode: 451 }))
				);
			});
		}
	});
	server.on('error', () => undefined); // a client that hung up
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	const { port } = server.server.address() as AddressInfo;
	return { url: `smtp://127.0.0.1:${String(port)}`, close: () => new Promise((closed) => server.close(() => closed())) };
}

async function keep(pool: Pool, raw: Buffer, sender: string, to: readonly string[]): Promise<void> {
	const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
	for (const address of to)
		await pool.query(
			`insert into caught_mail (id, received_at, message_id, address, sender, subject, raw) values ($1, clock_timestamp(), $2, $3, $4, $5, $6)
			 on conflict (message_id, address) do nothing`,
			[newUuid(), mail.messageId ?? newUuid(), address.toLowerCase(), sender, mail.subject ?? '', raw]
		);
	await pool.query(`delete from caught_mail where id in (select id from caught_mail order by received_at desc, id desc offset $1)`, [kept]);
}

const notification = (envelopeId: string, address: string): string =>
	[
		'From: MAILER-DAEMON@demonstracao.example',
		'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
		'',
		'--b',
		'Content-Type: message/delivery-status',
		'',
		`Original-Envelope-Id: ${envelopeId}`,
		'',
		`Final-Recipient: rfc822; ${address}`,
		'Action: failed',
		'Status: 5.2.1',
		'Diagnostic-Code: smtp; 550 5.2.1 mailbox disabled',
		'',
		'--b--'
	].join('\r\n');
