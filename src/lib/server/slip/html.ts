import { randomBytes } from 'node:crypto';
import { formatDay } from '#lib/domain/day/day.ts';
import { formatMoney } from '#lib/domain/money.ts';
import { pageOf, paper, type Box } from './page.ts';
import { script, style } from './html-parts.ts';
import type { Sheet } from './sheet.ts';
import { invoiceWords, lateParts, noticeOf } from './words.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (one) => escapes[one] ?? one);

/**
 * The slip as a page of its own: no framework and nothing fetched, so that it opens at once on an old telephone, works when a shop's
 * network lets little through, and prints as it stands. `token` is its address, for the link to the file.
 */
export function slipPage(sheet: Sheet, token: string): Response {
	const notice = noticeOf(sheet);
	const page = pageOf(sheet);
	const rules: string[] = [];
	const drawn = page.boxes.map((box, n) => drawBox(box, n, rules)).join('');
	const paperPart = sheet.slip
		? `<section class="paper" aria-label="Boleto para imprimir"><div class="sheet">${drawn}${codes(page, rules)}</div></section>`
		: '';
	return answer(
		200,
		`${invoiceWords(sheet)} – ${sheet.providerName}`,
		`<header><p class="who">${escape(sheet.providerName)}</p><p class="what">${escape(invoiceWords(sheet))}</p></header>
<main>
<section class="card ${notice.tone}" role="status"><h1>${escape(notice.title)}</h1><p>${escape(notice.text)}</p></section>
${summary(sheet)}
${sheet.slip ? copyField('line', 'Linha digitável', sheet.slip.line, 'Copiar linha digitável', sheet.slip.line.replace(/\D/g, '')) : ''}
${pix(sheet, page.qr?.drawing)}
${sheet.slip || sheet.pixCode !== null ? `<p class="verbs">${sheet.slip ? '<button type="button" id="print">Imprimir</button>' : ''}<a class="button" href="/boleto/${escape(token)}/pdf" download>Baixar PDF</a></p>` : ''}
</main>
${paperPart}`,
		rules.join('')
	);
}

/** Links that lead nowhere: unknown, too old, or asked for too often. */
export function slipRefused(status: 404 | 410 | 422 | 429): Response {
	const [title, text] = {
		404: ['Boleto não encontrado', 'Confira se o endereço foi copiado inteiro, ou peça outro link ao atendimento.'],
		410: ['Este link venceu', 'Por segurança, links de boleto valem por alguns meses. Peça outro ao atendimento.'],
		422: ['Este boleto não pode ser mostrado agora', 'Há algo a corrigir no cadastro. Peça ajuda ao atendimento.'],
		429: ['Muitas tentativas', 'Espere um minuto e abra o link de novo.']
	}[status] as [string, string];
	const response = answer(
		status,
		title,
		`<main><section class="card stopped" role="status"><h1>${escape(title)}</h1><p>${escape(text)}</p></section></main>`,
		''
	);
	if (status === 429) response.headers.set('retry-after', '60');
	return response;
}

/** Never kept, never indexed, and nothing runs or is loaded but what stands in it.. */
export const privateHeaders: Readonly<Record<string, string>> = {
	'cache-control': 'no-store, private',
	'x-robots-tag': 'noindex, nofollow, noarchive'
};

function answer(status: number, title: string, body: string, rules: string): Response {
	const nonce = randomBytes(16).toString('base64');
	const html = `<!doctype html>
<html lang="pt-BR"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><meta name="color-scheme" content="light"><title>${escape(title)}</title>
<style nonce="${nonce}">${style}${rules}</style></head><body>${body}<script nonce="${nonce}">${script}</script></body></html>`;
	return new Response(html, {
		status,
		headers: {
			...privateHeaders,
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
		}
	});
}

function summary(sheet: Sheet): string {
	const facts: (readonly [string, string])[] = [
		['Pagador', sheet.payer],
		['Beneficiário', sheet.beneficiary],
		['Vencimento', formatDay(sheet.dueOn)],
		['Valor da fatura', formatMoney(sheet.amountCents)]
	];
	if (sheet.late.daysLate > 0)
		facts.push([`Valor em ${formatDay(sheet.today)}`, `${formatMoney(sheet.late.totalCents)} (${lateParts(sheet)})`]);
	return `<dl class="facts">${facts.map(([title, value]) => `<div><dt>${escape(title)}</dt><dd>${escape(value)}</dd></div>`).join('')}</dl>`;
}

function copyField(id: string, title: string, shown: string, verb: string, copied: string): string {
	return `<section class="copy"><h2 id="${id}-title">${escape(title)}</h2><p class="code" id="${id}">${escape(shown)}</p>
<button type="button" data-copy="${escape(copied)}">${escape(verb)}</button><span class="told" role="status"></span></section>`;
}

function pix(sheet: Sheet, drawing: { readonly from: number; readonly size: number; readonly path: string } | undefined): string {
	if (sheet.pixCode === null || !drawing) return '';
	return `<section class="pix"><div><h2>Pague com PIX</h2><p>${escape(formatMoney(sheet.late.totalCents))}. Aponte a câmera do aplicativo do banco, ou copie o código.</p>
<p class="code small">${escape(sheet.pixCode)}</p>
<button type="button" data-copy="${escape(sheet.pixCode)}">Copiar código PIX</button><span class="told" role="status"></span></div>
<svg class="pixqr" role="img" aria-label="Código QR do PIX" viewBox="${view(drawing)}"><path d="${drawing.path}" fill-rule="evenodd"/></svg></section>`;
}

const view = ({ from, size }: { readonly from: number; readonly size: number }): string =>
	`${String(from)} ${String(from)} ${String(size)} ${String(size)}`;

/** A box of the sheet. Its place is a rule of the style sheet: the page's policy allows no style attribute. */
function drawBox({ x, y, w, h, label, lines, size = 8, bold, align = 'start', open, wrap }: Box, n: number, rules: string[]): string {
	const name = `b${String(n)}`;
	rules.push(
		`.${name}{left:${String(x)}mm;top:${String(y)}mm;width:${String(w)}mm;height:${String(h)}mm;font-size:${String(size)}pt;text-align:${align}${bold ? ';font-weight:700' : ''}}`
	);
	const classes = ['box', name, open ? 'open' : '', wrap ? 'wrap' : '', label === undefined && lines.length === 1 && !open ? 'middle' : ''];
	const inside = lines.map((line) => `<span>${escape(line)}</span>`).join('');
	return `<div class="${classes.filter(Boolean).join(' ')}">${label === undefined ? '' : `<small>${escape(label)}</small>`}${inside}</div>`;
}

function codes(page: ReturnType<typeof pageOf>, rules: string[]): string {
	let out = '';
	if (page.barcode) {
		const { x, y, drawing } = page.barcode;
		rules.push(`.bars{left:${String(x)}mm;top:${String(y)}mm;width:${String(drawing.widthMm)}mm;height:${String(drawing.heightMm)}mm}`);
		out += `<svg class="bars" role="img" aria-label="Código de barras" viewBox="0 0 ${String(drawing.widthMm)} ${String(drawing.heightMm)}" preserveAspectRatio="none" shape-rendering="crispEdges"><path d="${drawing.path}"/></svg>`;
	}
	if (page.qr) {
		const { x, y, side, drawing } = page.qr;
		rules.push(`.qr{left:${String(x)}mm;top:${String(y)}mm;width:${String(side)}mm;height:${String(side)}mm}`);
		out += `<svg class="qr" role="img" aria-label="Código QR do PIX" viewBox="${view(drawing)}"><path d="${drawing.path}" fill-rule="evenodd"/></svg>`;
	}
	if (page.cutY !== null) {
		rules.push(`.cut{top:${String(page.cutY)}mm;width:${String(paper.widthMm - 16)}mm}`);
		out += '<div class="cut"></div>';
	}
	return out;
}
