import type { FieldRow, LineLength, RecordLayout } from './field.ts';

/** How a bank's remessa writes what has a code of its own. Texts as wide as their columns. */
export interface RemessaCodes {
	readonly interest: { readonly none: string; readonly perDay: string };
	readonly protest: { readonly none: string; readonly days: string };
	readonly writeOff: { readonly none: string; readonly days: string };
	readonly fine: { readonly none: string; readonly percent: string };
	/** Espécie: duplicata de serviço, or what a provider's invoice is at this bank. */
	readonly species: string;
	/** Type of a tax id: CPF and CNPJ. */
	readonly taxId: { readonly cpf: string; readonly cnpj: string };
	readonly command: { readonly register: string; readonly cancel: string; readonly changeDue: string };
}

export interface RemessaLayout {
	readonly bank: string;
	readonly format: LineLength;
	readonly codes: RemessaCodes;
	readonly fileHeader: RecordLayout;
	/** CNAB 240 only. */
	readonly batchHeader: RecordLayout | null;
	/** Lines of each title, in order; `fine` lines only for titles with a fine that are being registered. */
	readonly details: readonly { readonly layout: RecordLayout; readonly only: 'fine' | null }[];
	readonly batchTrailer: RecordLayout | null;
	readonly fileTrailer: RecordLayout;
}

/** Details of a retorno. In CNAB 240 an entry is the pair of segments T and U; in 400 it is one line that begins with `mark`. */
export interface RetornoLayout {
	readonly bank: string;
	readonly format: LineLength;
	/** First column of a detail line in CNAB 400 (`7` at Banco do Brasil with convênios of seven digits). */
	readonly mark: string;
	readonly detail: RecordLayout;
	/** Segment U; null in CNAB 400. */
	readonly payment: RecordLayout | null;
	/** Characters of one reason code in `reasons`. */
	readonly reasonWidth: 2 | 3;
	/** Where number and check digit share `ourNumber`: a number with one character more than this ends with its check digit. */
	readonly digitAfter: number | null;
}

export const record240 = (fields: readonly FieldRow[]): RecordLayout => ({ length: 240, fields });
export const record400 = (fields: readonly FieldRow[]): RecordLayout => ({ length: 400, fields });

export const zeros = (from: number, to: number): FieldRow => [from, to, '=', '0'.repeat(to - from + 1)];
/** A literal, filled up with spaces to the columns. */
export const literal = (from: number, to: number, text: string): FieldRow => [from, to, '=', text.padEnd(to - from + 1, ' ')];
/** Columns that a bank leaves blank where others do not. */
export const blank = (from: number, to: number): FieldRow => literal(from, to, '');
