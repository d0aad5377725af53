import { recogniseRetorno, readRetorno, type RetornoEntry, type RetornoProblem } from '../cnab/retorno.ts';
import type { LineLength } from '../cnab/field.ts';
import { retornoLayout } from '../cnab/layouts.ts';
import type { RawLine } from '../cnab/read.ts';
import { refusal, type Refusal } from '../refusal.ts';

/** A retorno that is whole: of which bank, and the digits of its header among which the account's stand. */
export interface RetornoHead {
	readonly ok: true;
	readonly bank: string;
	readonly format: LineLength;
	readonly accountDigits: string;
}

/**
 * Looks at first and last line before anything is settled. Refusals: file_empty; bank_file_remessa (it is one of ours); cnab_layout_unknown;
 * bank_file_cut (the trailer is missing); bank_file_lines (the trailer counts more, `detail.expected`, than there are, `detail.found`).
 */
export function inspectRetorno(lines: readonly RawLine[]): RetornoHead | Refusal {
	const [first] = lines;
	const last = lines.at(-1);
	if (!first || !last) return refusal('file_empty', 'file');
	if (/^01REMESSA/i.test(first.raw) || (/^\d{3}00000/.test(first.raw) && first.raw[142] === '1'))
		return refusal('bank_file_remessa', 'file');
	const recognised = recogniseRetorno(first.raw);
	if (!recognised) return refusal('cnab_layout_unknown', 'file', { bank: '?', format: '?' });
	const { bank, format } = recognised;
	const layout = retornoLayout(bank, format);
	if ('ok' in layout) return layout;
	const ends = format === 240 ? last.raw.slice(3, 8) === '99999' : last.raw[0] === '9';
	if (!ends || lines.length === 1) return refusal('bank_file_cut', 'file');
	// Trailer: records of the file in 24–29 (FEBRABAN 240), number of the line in 395–400. Some banks leave it blank.
	const told = Number(format === 240 ? last.raw.slice(23, 29) : last.raw.slice(394, 400));
	if (Number.isInteger(told) && told > lines.length) return refusal('bank_file_lines', 'file', { expected: told, found: lines.length });
	// Convênio, agência and conta: 33–71 (FEBRABAN 240), the company's code 27–46 in CNAB 400.
	const accountDigits = (format === 240 ? first.raw.slice(32, 71) : first.raw.slice(26, 46)).replace(/\D/g, '');
	return { ok: true, bank, format, accountDigits };
}

/**
 * Is the header of this account? One of its numbers has to stand there. Banks draw that part each their own way, and some leave it
 * blank: then the bank alone decides.
 */
export function isOfAccount(
	{ accountDigits }: Pick<RetornoHead, 'accountDigits'>,
	account: { readonly accountNumber: string | null; readonly beneficiaryCode: string | null }
): boolean {
	if (/^0*$/.test(accountDigits)) return true;
	const numbers = [account.accountNumber, account.beneficiaryCode].map((text) => (text ?? '').replace(/\D/g, '').replace(/^0+/, ''));
	return numbers.some((number) => number.length >= 3 && accountDigits.includes(number));
}

export interface RetornoPart {
	readonly lines: readonly RawLine[];
	readonly entries: readonly RetornoEntry[];
	readonly problems: readonly RetornoProblem[];
}

/**
 * The next `size` lines or a few more after line `after`, read; null when there are none. A pair of segments T and U is never
 * divided. A part costs what its lines cost, so a file of any length is read without holding up anybody.
 * @throws when the file is no retorno: `inspectRetorno` says so first
 */
export function retornoPart(lines: readonly RawLine[], after: number, size: number): RetornoPart | null {
	const from = firstAfter(lines, after);
	if (from >= lines.length) return null;
	let to = Math.min(from + size, lines.length);
	while (to < lines.length && isSecondHalf(lines[to]!.raw)) to++;
	const part = lines.slice(from, to);
	const read = from === 0 ? part : [lines[0]!, ...part];
	const retorno = readRetorno(read.map(({ raw }) => raw).join('\n'));
	if (!retorno.ok) throw new Error(`part of a retorno cannot be read: ${retorno.code}`);
	// Lines of the part are counted from 1 again.
	const numberOf = (local: number): number => read[local - 1]!.number;
	return {
		lines: part,
		entries: retorno.entries.map((entry) => ({ ...entry, lines: entry.lines.map(numberOf) })),
		problems: retorno.problems.map((problem) => ({ ...problem, number: numberOf(problem.number) }))
	};
}

const isSecondHalf = (raw: string): boolean => raw[7] === '3' && raw[13]?.toUpperCase() === 'U' && raw.length <= 250;

/** Place of the first line with a number above `after`; numbers rise. */
function firstAfter(lines: readonly RawLine[], after: number): number {
	let [low, high] = [0, lines.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (lines[middle]!.number > after) high = middle;
		else low = middle + 1;
	}
	return low;
}
