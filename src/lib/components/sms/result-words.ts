import { formatInstant } from '#lib/domain/day/zone.ts';
import { smsLimits } from '#lib/domain/sms/letter.ts';
import type { SkippedCustomer } from '#lib/mutators/sms/send.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { SmsRecipient, SmsStatus } from '#lib/schema/sms.ts';

const words: Readonly<Record<SmsStatus, () => string>> = {
	queued: m.sms_status_queued,
	sent: m.sms_status_sent,
	delivered: m.sms_status_delivered,
	failed: m.sms_status_failed
};
export const statusTones = { queued: 'pending', sent: 'pending', delivered: 'success', failed: 'danger' } as const satisfies Record<
	SmsStatus,
	string
>;

export const statusWords = ({ status, error }: Pick<SmsRecipient, 'status' | 'error'>): string =>
	status === 'queued' && error === 'quiet_hours' ? m.sms_status_waiting() : words[status]();

/** Why it waits or did not arrive: our own codes as sentences, a gateway's words as they came; null when there is nothing to tell. */
export function errorWords({ error, at }: Pick<SmsRecipient, 'error' | 'at'>): string | null {
	if (error === null) return null;
	if (error === 'quiet_hours') return m.sms_error_quiet({ at: at === null ? '' : formatInstant(at, getLocale()) });
	if (error === 'not_configured') return m.sms_error_not_configured();
	if (error === 'uncertain') return m.sms_error_uncertain();
	if (error === 'consent_withdrawn') return m.sms_error_consent();
	if (error === 'settled') return m.sms_error_settled();
	if (error.startsWith('skipped:')) return whyNot[error.slice('skipped:'.length) as SkippedCustomer['why']]();
	if (error.startsWith('given_up:')) return m.sms_error_given_up({ reason: error.slice('given_up:'.length) });
	if (error.startsWith('undelivered:')) return m.sms_error_undelivered({ reason: error.slice('undelivered:'.length) });
	return error;
}

const whyNot: Readonly<Record<SkippedCustomer['why'], () => string>> = {
	no_number: m.sms_not_no_number,
	landline: m.sms_not_landline,
	no_consent: m.sms_not_no_consent,
	too_long: () => m.sms_not_too_long({ limit: smsLimits.parts }),
	settled: m.sms_not_settled,
	not_found: m.sms_not_not_found
};
/** Why a customer gets none. */
export const whyNotWords = (why: SkippedCustomer['why']): string => whyNot[why]();
