import type { UnsentReason } from '#lib/domain/mail/collection-letter.ts';
import * as m from '#lib/paraglide/messages.js';

/** Why somebody gets no letter. */
export const reasonWords: Readonly<Record<UnsentReason, () => string>> = {
	email_not_wanted: m.letter_reason_email_not_wanted,
	nothing_overdue: m.letter_reason_nothing_overdue,
	letter_today: m.letter_reason_letter_today,
	no_address: m.letter_reason_no_address,
	address_invalid: m.letter_reason_address_invalid
};
