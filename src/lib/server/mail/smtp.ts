import { createTransport } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import type { MailServer, Posted } from './port.ts';

export interface SmtpOptions {
	/** Who notifications of failed delivery go to (MAIL FROM); the letter's sender when absent. */
	readonly returnPath?: string | undefined;
	/** For tests: milliseconds that a server may keep silent. */
	readonly patience?: number;
}

/** As much of a server's answer as is kept. */
const quoted = 300;

/**
 * A mail server spoken to by SMTP. `url` is nodemailer's: `smtp://user:password@host:587?requireTLS=true`, `smtps://…:465`. Connections
 * are kept and shared. Notifications of failure are asked for where the server knows how (RFC 3461).
 */
export function smtpServer(url: string, { returnPath, patience = 30_000 }: SmtpOptions = {}): MailServer {
	const timeouts = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: 2 * patience };
	const transport = createTransport({ url, pool: true, maxConnections: 3, ...timeouts } as SMTPPool.Options & { url: string });
	return {
		async post(letter) {
			try {
				await transport.sendMail({
					messageId: `<${letter.messageId}>`,
					envelope: { from: returnPath ?? letter.from.address, to: [letter.to] },
					dsn: { id: letter.envelopeId, return: 'headers', notify: ['failure'] },
					from: letter.from,
					to: letter.to,
					subject: letter.subject,
					text: letter.text,
					html: letter.html,
					headers: letter.readReceipt ? { 'Disposition-Notification-To': letter.from.address } : {},
					attachments: letter.attachments.map(({ fileName, type, content }) => ({
						filename: fileName,
						contentType: type,
						content: Buffer.from(content)
					})),
					// What is attached is made here; nothing in a letter may make this machine read files or addresses.
					disableFileAccess: true,
					disableUrlAccess: true
				});
				return { kind: 'taken' };
			} catch (error) {
				return judged(error);
			}
		},
		close: () => transport.close()
	};
}

interface SmtpError {
	readonly code?: string;
	readonly responseCode?: number;
	readonly response?: string;
	readonly rejectedErrors?: readonly SmtpError[];
	readonly message?: string;
}

/** 5xx about the envelope or the letter is for good; a bad password (EAUTH) is a mistake of ours that somebody will mend, and no fault of the address. */
function judged(thrown: unknown): Posted {
	const error = thrown as SmtpError;
	const one = error.rejectedErrors?.[0] ?? error;
	const reason = (one.response ?? one.code ?? one.message ?? 'failed').replace(/\s+/g, ' ').slice(0, quoted);
	const forGood = (one.responseCode ?? 0) >= 500 && error.code !== 'EAUTH' && error.code !== 'ECONNECTION';
	return { kind: forGood ? 'refused' : 'later', reason };
}
