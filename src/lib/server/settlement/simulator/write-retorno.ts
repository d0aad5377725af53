import type { FieldValues, LineLength, RecordLayout } from '#lib/domain/cnab/field.ts';
import { retornoLayout } from '#lib/domain/cnab/layouts.ts';
import { occurrenceMeaning, type OccurrenceMeaning } from '#lib/domain/cnab/occurrence.ts';
import { writeRecord } from '#lib/domain/cnab/write.ts';

/** What a bank tells of a title. Money in cents. */
export interface BankWord {
	readonly meaning: OccurrenceMeaning;
	/** Instead of the code that the bank's table has for the meaning. */
	readonly occurrence?: string;
	readonly ourNumber: string;
	readonly ourNumberDigit: string;
	/** Number and digit are one text, as the remessa had them. */
	readonly together: boolean;
	readonly documentNumber: string;
	readonly control: string;
	readonly dueOn: string;
	readonly amountCents: number;
	readonly paidCents: number;
	readonly occurredOn: string;
	readonly creditedOn: string | null;
}

/** The first code of a bank's table that means it. @throws when it has none */
function codeOf(bank: string, format: LineLength, meaning: OccurrenceMeaning): string {
	for (let n = 0; n < 100; n++) {
		const code = String(n).padStart(2, '0');
		if (occurrenceMeaning(bank, format, code) === meaning) return code;
	}
	throw new Error(`bank ${bank} has no code for ${meaning} in CNAB ${String(format)}`);
}

/**
 * A retorno of a bank, with the header of the account that `header` is of (the first line of its remessa): columns by the tables of
 * domain/cnab, CRLF after every line.
 */
export function writeRetorno(file: {
	readonly bank: string;
	readonly format: LineLength;
	readonly header: string;
	readonly createdOn: string;
	readonly words: readonly BankWord[];
}): string {
	const lines = file.format === 400 ? lines400(file) : lines240(file);
	return lines.map((line) => `${line}\r\n`).join('');
}

type File = Parameters<typeof writeRetorno>[0];
const layoutOf = (file: File) => {
	const layout = retornoLayout(file.bank, file.format);
	if ('ok' in layout) throw new Error(layout.code);
	return layout;
};
const sequenceOf = (n: number, width: number): string => String(n).padStart(width, '0');
const put = (line: string, from: number, text: string): string => line.slice(0, from - 1) + text + line.slice(from - 1 + text.length);
const dayOf = (day: string): string => `${day.slice(8, 10)}${day.slice(5, 7)}${day.slice(0, 4)}`;

function lines400(file: File): string[] {
	const layout = layoutOf(file);
	const head = put(put(file.header.padEnd(400, ' '), 1, '02RETORNO01COBRANCA       '), 95, dayOf(file.createdOn).replace(/..(..)$/, '$1'));
	const details = file.words.map((word, i) => put(put(record(layout.detail, word, file), 1, layout.mark), 395, sequenceOf(i + 2, 6)));
	return [put(head, 395, sequenceOf(1, 6)), ...details, put('9'.padEnd(400, ' '), 395, sequenceOf(details.length + 2, 6))];
}

function lines240(file: File): string[] {
	const layout = layoutOf(file);
	const { bank } = file;
	const head = put(put(file.header.padEnd(240, ' '), 143, '2'), 144, dayOf(file.createdOn));
	const batch = `${bank}00011T01`.padEnd(240, ' ');
	const details = file.words.flatMap((word, i) =>
		[layout.detail, layout.payment!].map((kind, half) =>
			put(put(record(kind, word, file), 1, `${bank}00013`), 9, `${sequenceOf(2 * i + half + 1, 5)}${half === 0 ? 'T' : 'U'}`)
		)
	);
	const batchEnd = put(`${bank}00015`.padEnd(240, ' '), 18, sequenceOf(details.length + 2, 6));
	const end = put(`${bank}99999`.padEnd(240, ' '), 18, `000001${sequenceOf(details.length + 4, 6)}`);
	return [head, batch, ...details, batchEnd, end];
}

function record(layout: RecordLayout, word: BankWord, file: File): string {
	const names = new Set(layout.fields.map((row) => row[3]));
	const { digitAfter } = layoutOf(file);
	let [number, digit] = [word.ourNumber, word.ourNumberDigit];
	if (word.together && names.has('ourNumberDigit')) [number, digit] = [number.slice(0, -1), number.slice(-1)];
	else if (!word.together && !names.has('ourNumberDigit') && digitAfter !== null) number = `${number.padStart(digitAfter, '0')}${digit}`;
	const values: FieldValues = {
		bank: file.bank,
		occurrence: word.occurrence ?? codeOf(file.bank, file.format, word.meaning),
		ourNumber: number,
		ourNumberDigit: digit,
		documentNumber: word.documentNumber,
		control: word.control,
		dueOn: word.dueOn,
		amountCents: word.amountCents,
		paidCents: word.paidCents,
		netCents: word.paidCents,
		additionsCents: Math.max(0, word.paidCents - word.amountCents),
		discountCents: 0,
		abatementCents: 0,
		feeCents: 0,
		occurredOn: word.occurredOn,
		creditedOn: word.creditedOn ?? '',
		payerTaxId: '',
		payerName: '',
		reasons: ''
	};
	const known = Object.fromEntries(layout.fields.map(([, , kind, name]) => [name, values[name] ?? (kind === 'V' ? 0 : '')]));
	const written = writeRecord(layout, known);
	if (!written.ok) throw new Error(`${written.code} ${written.field ?? ''}`);
	return written.line;
}
