import { addDays, formatDay, type Day } from '#lib/domain/day/day.ts';
import { formatMoney } from '#lib/domain/money.ts';
import { refuse, type Refusal } from '#lib/sync/model.ts';
import { publicAddress } from '#lib/server/public-address.ts';
import { withBoleto } from '#lib/server/slip/register.ts';
import { sheetOf, type Sheet } from '#lib/server/slip/sheet.ts';
import { slipPdf } from '#lib/server/slip/pdf.ts';
import { linkDays, linkKey, slipToken } from '#lib/server/slip/token.ts';
import { invoiceWords, lateParts } from '#lib/server/slip/words.ts';
import type { Pool } from 'pg';
import type { Letter } from './port.ts';

/** A message as it was asked for, and what the centre needs to write it. */
export interface Asked {
	readonly messageId: string;
	readonly branchId: string;
	readonly createdBy: string | null;
	readonly invoiceIds: readonly string[];
	readonly subject: string;
	readonly body: string | null;
	/** A whole letter in the provider's words, in place of greeting and message; it goes out without any boleto too. */
	readonly ownWords?: string;
}

export type Written = Pick<Letter, 'subject' | 'text' | 'html' | 'attachments'>;

/**
 * What a letter with boletos says on the day on which it goes out: amounts of that day, an attachment for each invoice that is still to be
 * paid, and the link when it is known at which address people reach us (public-address.ts). In Portuguese, like the boleto itself. Refused with
 * `invoice_not_open` when everything was paid meanwhile, else with what keeps a boleto from being drawn.
 */
export async function composeLetter(
	pool: Pool,
	asked: Asked,
	at: { readonly now: string; readonly today: Day }
): Promise<{ readonly ok: true; readonly written: Written } | Refusal> {
	// In the name of who asked, and with no more than it takes to make a boleto in that branch.
	const actor = {
		userId: asked.createdBy ?? '00000000-0000-0000-0000-000000000000',
		login: '',
		name: '',
		role: 'finance',
		branchIds: [asked.branchId]
	};
	const sheets: Sheet[] = [];
	for (const id of asked.invoiceIds) {
		const outcome = await withBoleto(pool, actor, id, at);
		if (!outcome.ok) return outcome;
		const made = sheetOf(outcome.value!, at.today);
		if (!made.ok) return made;
		if (made.sheet.slip !== null || made.sheet.pixCode !== null) sheets.push(made.sheet);
	}
	if (sheets.length === 0 && asked.ownWords === undefined) return refuse('invoice_not_open', { detail: { number: '' } });
	const address = await publicAddress(pool);
	const key = address === null ? null : await linkKey(pool);
	const parts = sheets.map((sheet) => ({
		sheet,
		link: address === null || key === null ? null : `${address}/boleto/${slipToken(key, sheet.invoiceId, addDays(at.today, linkDays))}`
	}));
	const attachments = [];
	for (const sheet of sheets)
		attachments.push({
			fileName: `boleto-${String(sheet.invoiceNumber)}.pdf`,
			type: 'application/pdf',
			content: await slipPdf(sheet, at.now)
		});
	return { ok: true, written: { subject: asked.subject, text: textOf(asked, parts), html: htmlOf(asked, parts), attachments } };
}

interface Part {
	readonly sheet: Sheet;
	readonly link: string | null;
}

const facts = ({ sheet, link }: Part): readonly (readonly [title: string, value: string])[] => {
	const { late, slip, pixCode } = sheet;
	const out: [string, string][] = [
		['Vencimento', formatDay(sheet.dueOn)],
		['Valor', formatMoney(sheet.amountCents)]
	];
	if (late.totalCents !== sheet.amountCents)
		out.push([`Valor em ${formatDay(sheet.today)}`, `${formatMoney(late.totalCents)} (${lateParts(sheet)})`]);
	if (slip) out.push(['Linha digitável', slip.line]);
	if (pixCode !== null) out.push(['PIX copia e cola', pixCode]);
	if (link !== null) out.push(['Ver o boleto', link]);
	return out;
};

const greeting = ({ payer }: Sheet): string => `Olá, ${payer}.`;
const lead = (count: number): string => (count === 1 ? 'Segue em anexo o seu boleto.' : 'Seguem em anexo os seus boletos.');

/** Greeting and message, or the provider's own words, as paragraphs. */
const opening = ({ ownWords, body }: Asked, first: Sheet | undefined): readonly string[] =>
	ownWords !== undefined ? [ownWords.trim()] : [...(first ? [greeting(first)] : []), ...(body === null ? [] : [body])];

function textOf(asked: Asked, parts: readonly Part[]): string {
	const first = parts[0]?.sheet;
	return [
		...opening(asked, first).flatMap((paragraph) => [paragraph, '']),
		...(parts.length === 0 ? [] : [lead(parts.length)]),
		...parts.flatMap((part) => ['', invoiceWords(part.sheet), ...facts(part).map(([title, value]) => `${title}: ${value}`)]),
		...(first ? ['', first.providerName] : [])
	].join('\n');
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (one) => escapes[one] ?? one);

function htmlOf(asked: Asked, parts: readonly Part[]): string {
	const first = parts[0]?.sheet;
	const row = ([title, value]: readonly [string, string]): string =>
		`<tr><td style="padding:3px 16px 3px 0;color:#5b6474;vertical-align:top;white-space:nowrap">${escape(title)}</td><td style="padding:3px 0;word-break:break-all">${
			value.startsWith('http') ? `<a href="${escape(value)}">${escape(value)}</a>` : escape(value)
		}</td></tr>`;
	return `<!doctype html><html lang="pt-BR"><body style="font:15px/1.5 Arial,Helvetica,sans-serif;color:#16181d">
${opening(asked, first)
	.map((paragraph) => `<p>${escape(paragraph).replace(/\r?\n/g, '<br>')}</p>`)
	.join('\n')}
${parts.length === 0 ? '' : `<p>${lead(parts.length)}</p>`}
${parts
	.map(
		(part) =>
			`<h2 style="font-size:16px;margin:20px 0 6px">${escape(invoiceWords(part.sheet))}</h2><table style="border-collapse:collapse;font-size:14px">${facts(part).map(row).join('')}</table>`
	)
	.join('')}
${first ? `<p style="margin-top:24px;color:#5b6474">${escape(first.providerName)}</p>` : ''}
</body></html>`;
}
