import { errorWords } from '#lib/components/mail/result-words.ts';
import type { Unsent } from '#lib/domain/mail/unsent.ts';
import type { ReportTable } from '#lib/domain/report/columns.ts';
import * as m from '#lib/paraglide/messages.js';
import type { LetterRow } from '#lib/queries/letter/of-batch.ts';

/** The list of item 333: who got no letter, at which address, and why. */
export const unsentTable = (unsent: readonly Unsent<Pick<LetterRow, 'customerCode' | 'customerName'>>[]): ReportTable => ({
	title: m.letter_unsent_title(),
	columns: [
		{ id: 'code', title: m.letter_code(), kind: 'integer', width: 80 },
		{ id: 'customer', title: m.letter_customer(), kind: 'text', width: 260 },
		{ id: 'address', title: m.letter_address(), kind: 'text', width: 220 },
		{ id: 'why', title: m.letter_why(), kind: 'text', width: 360 }
	],
	rows: unsent.map(({ letter, addresses, errors }) => [
		letter.customerCode,
		letter.customerName,
		addresses.join(', '),
		errors.map((error) => errorWords({ error }) ?? '').join(' · ')
	]),
	totals: null
});
