import { reasonWords } from '#lib/components/letter/words.ts';
import { unsentReasons } from '#lib/domain/mail/collection-letter.ts';
import { sentence } from '#lib/errors/sentence.ts';
import * as m from '#lib/paraglide/messages.js';
import type { MailRecipient, MailStatus } from '#lib/schema/mail.ts';
import type { Refusal } from '#lib/sync/model.ts';

export const statusWords: Readonly<Record<MailStatus, () => string>> = {
	queued: m.mail_status_queued,
	sent: m.mail_status_sent,
	failed: m.mail_status_failed,
	bounced: m.mail_status_bounced
};
export const statusTones = { queued: 'pending', sent: 'success', failed: 'danger', bounced: 'danger' } as const satisfies Record<
	MailStatus,
	string
>;

/** Why it did not arrive: our own codes as sentences, a mail server's words as they came; null when there is nothing to tell. */
export function errorWords({ error }: Pick<MailRecipient, 'error'>): string | null {
	if (error === null) return null;
	const reason = unsentReasons.find((one) => one === error);
	if (reason) return reasonWords[reason]();
	if (error === 'not_configured') return m.mail_error_not_configured();
	if (error.startsWith('given_up:')) return m.mail_error_given_up({ reason: error.slice('given_up:'.length) });
	if (!error.startsWith('boleto:')) return error;
	try {
		return m.mail_error_boleto({ reason: sentence(JSON.parse(error.slice('boleto:'.length)) as Refusal) });
	} catch {
		return m.mail_error_boleto({ reason: error });
	}
}

/** One state for a message: what is still going on first, then what went wrong. */
export function messageState(recipients: readonly MailRecipient[]): { readonly status: MailStatus; readonly text: string } {
	const count = (status: MailStatus): number => recipients.filter((one) => one.status === status).length;
	const [sent, total] = [count('sent'), recipients.length];
	const status: MailStatus = count('queued') > 0 ? 'queued' : count('failed') > 0 ? 'failed' : count('bounced') > 0 ? 'bounced' : 'sent';
	return { status, text: sent > 0 && sent < total ? m.mail_status_part({ sent, total }) : statusWords[status]() };
}
