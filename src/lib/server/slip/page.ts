import { drawBarcode, type BarcodeDrawing } from '#lib/domain/barcode/drawing.ts';
import type { ShownParty, Slip } from '#lib/domain/boleto/slip.ts';
import { formatDay } from '#lib/domain/day/day.ts';
import { formatMoney } from '#lib/domain/money.ts';
import { drawQr, type QrDrawing } from './qr.ts';
import type { Sheet } from './sheet.ts';
import { invoiceWords, lateParts, noticeOf } from './words.ts';

/**
 * The sheet of paper as data, in millimetres from its left upper corner: HTML and PDF draw the same boxes, so neither can show a number
 * that the other has not. A4 portrait; above the receipt of the payer, below the ficha de compensação as the banks' manuals have it.
 */
export interface Box {
	readonly x: number;
	readonly y: number;
	readonly w: number;
	readonly h: number;
	/** Small, over the value. */
	readonly label?: string;
	readonly lines: readonly string[];
	/** Points; 8 when absent. */
	readonly size?: number;
	readonly bold?: boolean;
	readonly align?: 'start' | 'center' | 'end';
	/** Without hairlines around it. */
	readonly open?: boolean;
	/** Lines may be broken into several; others are cut off where the box ends. */
	readonly wrap?: boolean;
}
export interface Placed<D> {
	readonly x: number;
	readonly y: number;
	readonly drawing: D;
}
export interface Page {
	readonly boxes: readonly Box[];
	readonly barcode: Placed<BarcodeDrawing> | null;
	readonly qr: (Placed<QrDrawing> & { readonly side: number }) | null;
	/** Where it is cut off; null: nothing below. */
	readonly cutY: number | null;
}

export const paper = { widthMm: 210, heightMm: 297 } as const;
const left = 12;
const width = 186;
/** The column of amounts, on the right. */
const right = 46;
const main = width - right;
const qrSide = 42;

export function pageOf(sheet: Sheet): Page {
	const boxes: Box[] = [
		{ x: left, y: 12, w: 120, h: 6, lines: [sheet.providerName], size: 12, bold: true, open: true },
		{ x: left + 120, y: 12, w: width - 120, h: 6, lines: [invoiceWords(sheet)], align: 'end', open: true }
	];
	const { slip } = sheet;
	if (slip === null) {
		const notice = noticeOf(sheet);
		boxes.push(
			{ x: left, y: 26, w: width, h: 10, lines: [notice.title], size: 18, bold: true, open: true },
			{ x: left, y: 37, w: width, h: 14, lines: [notice.text], size: 11, wrap: true, open: true },
			{ x: left, y: 54, w: 93, h: 12, label: 'Pagador', lines: [sheet.payer] },
			{ x: left + 93, y: 54, w: 46, h: 12, label: 'Vencimento', lines: [formatDay(sheet.dueOn)] },
			{ x: left + 139, y: 54, w: 47, h: 12, label: 'Valor da fatura', lines: [formatMoney(sheet.amountCents)], align: 'end' }
		);
		return { boxes, barcode: null, qr: pixInto(boxes, sheet, 72), cutY: null };
	}
	boxes.push(...receipt(slip));
	const qr = pixInto(boxes, sheet, 76);
	const barcode = ficha(boxes, slip, 151);
	return { boxes, barcode, qr, cutY: 146 };
}

/** Recibo do Pagador: what stays with who pays. */
function receipt(slip: Slip): readonly Box[] {
	const y = 21;
	return [
		...headLine(slip, y, 'Recibo do Pagador'),
		{ x: left, y: y + 8, w: main, h: 12, label: 'Beneficiário', lines: beneficiary(slip.beneficiary) },
		{ x: left + main, y: y + 8, w: right, h: 12, label: 'Vencimento', lines: [slip.due], size: 11, bold: true, align: 'end' },
		{ x: left, y: y + 20, w: main, h: 9, label: 'Pagador', lines: [`${slip.payer.name} – ${slip.payer.taxId}`] },
		{ x: left + main, y: y + 20, w: right, h: 9, label: 'Agência / Código do Beneficiário', lines: [slip.account], align: 'end' },
		{ x: left, y: y + 29, w: 35, h: 9, label: 'Data do documento', lines: [slip.issued] },
		{ x: left + 35, y: y + 29, w: 45, h: 9, label: 'Nº do documento', lines: [slip.documentNumber] },
		{ x: left + 80, y: y + 29, w: main - 80, h: 9, label: 'Nosso número', lines: [slip.ourNumber] },
		{ x: left + main, y: y + 29, w: right, h: 9, label: 'Valor do documento', lines: [slip.amount], align: 'end', bold: true },
		{ x: left, y: y + 38, w: main, h: 9, label: 'Linha digitável', lines: [slip.line], bold: true, size: 9 },
		{ x: left + main, y: y + 38, w: right, h: 9, label: 'Autenticação mecânica', lines: [] }
	];
}

/** The PIX code beside what it asks for, from `y` down. */
function pixInto(boxes: Box[], sheet: Sheet, y: number): Page['qr'] {
	if (sheet.pixCode === null) return null;
	const { late } = sheet;
	const x = left + qrSide + 6;
	const w = width - qrSide - 6;
	const amount =
		late.daysLate === 0
			? `${formatMoney(late.totalCents)}, até ${formatDay(sheet.dueOn)} ou o próximo dia útil`
			: `${formatMoney(late.totalCents)} em ${formatDay(sheet.today)} (${lateParts(sheet)})`;
	boxes.push(
		{ x, y, w, h: 7, lines: ['Pague com PIX'], size: 12, bold: true, open: true },
		{ x, y: y + 7, w, h: 6, lines: [amount], size: 9, open: true },
		{
			x,
			y: y + 13,
			w,
			h: 8,
			lines: ['Aponte a câmera do aplicativo do seu banco para o código ao lado, ou use o “PIX copia e cola”:'],
			open: true,
			wrap: true
		},
		{ x, y: y + 22, w, h: 18, label: 'PIX copia e cola', lines: [sheet.pixCode], size: 7, wrap: true }
	);
	return { x: left, y, side: qrSide, drawing: drawQr(sheet.pixCode) };
}

/** Ficha de Compensação: what a cashier and a scanner read. Answers where its barcode is. */
function ficha(boxes: Box[], slip: Slip, y: number): Placed<BarcodeDrawing> {
	const amountX = left + main;
	const row = 8;
	let at = y + 8;
	const next = (h = row): number => {
		const here = at;
		at += h;
		return here;
	};
	boxes.push(...headLine(slip, y, slip.line));
	let line = next();
	boxes.push(
		{ x: left, y: line, w: main, h: row, label: 'Local de pagamento', lines: [slip.paymentPlace] },
		{ x: amountX, y: line, w: right, h: row, label: 'Vencimento', lines: [slip.due], align: 'end', bold: true, size: 9 }
	);
	line = next(12);
	boxes.push(
		{ x: left, y: line, w: main, h: 12, label: 'Beneficiário', lines: beneficiary(slip.beneficiary) },
		{ x: amountX, y: line, w: right, h: 12, label: 'Agência / Código do Beneficiário', lines: [slip.account], align: 'end' }
	);
	line = next();
	boxes.push(
		{ x: left, y: line, w: 30, h: row, label: 'Data do documento', lines: [slip.issued] },
		{ x: left + 30, y: line, w: 42, h: row, label: 'Nº do documento', lines: [slip.documentNumber] },
		{ x: left + 72, y: line, w: 20, h: row, label: 'Espécie doc.', lines: [slip.documentKind] },
		{ x: left + 92, y: line, w: 15, h: row, label: 'Aceite', lines: [slip.acceptance] },
		{ x: left + 107, y: line, w: main - 107, h: row, label: 'Data do processamento', lines: [slip.processed] },
		{ x: amountX, y: line, w: right, h: row, label: 'Nosso número', lines: [slip.ourNumber], align: 'end' }
	);
	line = next();
	boxes.push(
		{ x: left, y: line, w: 30, h: row, label: 'Uso do banco', lines: [] },
		{ x: left + 30, y: line, w: 22, h: row, label: 'Carteira', lines: [slip.portfolio] },
		{ x: left + 52, y: line, w: 20, h: row, label: 'Espécie', lines: [slip.currency] },
		{ x: left + 72, y: line, w: 35, h: row, label: 'Quantidade', lines: [] },
		{ x: left + 107, y: line, w: main - 107, h: row, label: 'Valor', lines: [] },
		{ x: amountX, y: line, w: right, h: row, label: '(=) Valor do documento', lines: [slip.amount], align: 'end', bold: true, size: 9 }
	);
	const instructions = at;
	for (const label of [
		'(-) Desconto / Abatimento',
		'(-) Outras deduções',
		'(+) Mora / Multa',
		'(+) Outros acréscimos',
		'(=) Valor cobrado'
	])
		boxes.push({ x: amountX, y: next(7), w: right, h: 7, label, lines: [] });
	boxes.push({
		x: left,
		y: instructions,
		w: main,
		h: at - instructions,
		label: 'Instruções (texto de responsabilidade do beneficiário)',
		lines: slip.instructions,
		wrap: true
	});
	line = next(15);
	boxes.push(
		{ x: left, y: line, w: width, h: 15, label: 'Pagador', lines: party(slip.payer) },
		{
			x: left,
			y: next(5) + 1,
			w: 110,
			h: 4,
			lines: [slip.guarantor ? `Sacador / avalista: ${slip.guarantor.name} – ${slip.guarantor.taxId}` : 'Sacador / avalista'],
			size: 6,
			open: true
		},
		{
			x: left + 110,
			y: at - 4,
			w: width - 110,
			h: 4,
			lines: ['Autenticação mecânica – Ficha de Compensação'],
			size: 6,
			align: 'end',
			open: true
		}
	);
	// Five millimetres of white are part of the drawing: its first bar stands under the edge of the boxes.
	return { x: left - 5, y: at + 1, drawing: drawBarcode(slip.barcode) };
}

/** Bank, its code, and what stands on the right: as on every boleto. */
function headLine(slip: Slip, y: number, text: string): readonly Box[] {
	return [
		{ x: left, y, w: 44, h: 8, lines: [slip.bankName], size: 10, bold: true },
		{ x: left + 44, y, w: 18, h: 8, lines: [slip.bankCode], size: 13, bold: true, align: 'center' },
		{ x: left + 62, y, w: width - 62, h: 8, lines: [text], size: 10.5, bold: true, align: 'end' }
	];
}

/** In two lines: there is no room for a third. */
const beneficiary = ({ name, taxId, address }: ShownParty): readonly string[] => [`${name} – ${taxId}`, address.join(', ')];
const party = ({ name, taxId, address }: ShownParty): readonly string[] => [`${name} – ${taxId}`, ...address];
