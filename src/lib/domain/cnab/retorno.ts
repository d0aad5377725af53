import type { Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';
import type { LineLength } from './field.ts';
import type { RetornoLayout } from './layout.ts';
import { retornoLayout } from './layouts.ts';
import { occurrenceMeaning, type OccurrenceMeaning } from './occurrence.ts';
import { fullWidth, readRecord, splitLines, type RawLine, type ReadRecord } from './read.ts';

/** What happened to one title. */
export interface RetornoEntry {
	/** Numbers of the lines that say it: one, or segments T and U. */
	readonly lines: readonly number[];
	readonly occurrence: string;
	readonly meaning: OccurrenceMeaning;
	/** Nosso número without check digit, with the bank's leading zeros; and the digit, empty where there is none. */
	readonly ourNumber: string;
	readonly ourNumberDigit: string;
	readonly documentNumber: string;
	readonly control: string;
	readonly dueOn: Day | null;
	readonly amountCents: Cents;
	/** What the line says was paid. It settles nothing by itself: banks fill it on confirmations too. */
	readonly paidCents: Cents;
	/** Paid on top: fine and interest. */
	readonly additionsCents: Cents;
	readonly discountCents: Cents;
	readonly abatementCents: Cents;
	readonly feeCents: Cents;
	readonly occurredOn: Day | null;
	readonly creditedOn: Day | null;
	/** Reason codes of the bank, without zeros and blanks. */
	readonly reasons: readonly string[];
}

export type LineProblem =
	/** More on it than its width. */
	| 'too_long'
	/** Columns that hold something that is none of their kind: `fields`. */
	| 'unreadable'
	/** A segment T without its U, or the other way round. */
	| 'segment_missing'
	/** Of another bank than the file. */
	| 'other_bank';

export interface RetornoProblem extends RawLine {
	readonly problem: LineProblem;
	readonly fields: readonly string[];
}

export interface Retorno {
	readonly ok: true;
	readonly bank: string;
	readonly format: LineLength;
	/** Every line of the file, as it came. */
	readonly raw: readonly RawLine[];
	readonly entries: readonly RetornoEntry[];
	/** Lines that could not be read, kept with the reason. Headers, trailers and segments for other purposes are no problems. */
	readonly problems: readonly RetornoProblem[];
}

/** Which bank's retorno it is and in which format, by its first line; null when it is none. */
export function recogniseRetorno(first: string): { readonly bank: string; readonly format: LineLength } | null {
	const line = first.toUpperCase();
	if (/^02RETORNO/.test(line)) return { bank: line.slice(76, 79), format: 400 };
	if (/^\d{3}00000/.test(line) && line[142] === '2') return { bank: line.slice(0, 3), format: 240 };
	return null;
}

/** Reads a whole file. Whatever is wrong with a line stays with that line; only a file that is no retorno of a known bank is refused. */
export function readRetorno(file: Uint8Array | string): Retorno | Refusal {
	const raw = splitLines(file);
	const recognised = recogniseRetorno(raw[0]?.raw ?? '');
	if (!recognised) return refusal('cnab_layout_unknown', 'file', { bank: '?', format: '?' });
	const layout = retornoLayout(recognised.bank, recognised.format);
	if ('ok' in layout) return layout;
	const { entries, problems } = layout.format === 240 ? read240(raw, layout) : read400(raw, layout);
	return { ok: true, ...recognised, raw, entries, problems };
}

interface Read {
	readonly entries: RetornoEntry[];
	readonly problems: RetornoProblem[];
}

function read400(raw: readonly RawLine[], layout: RetornoLayout): Read {
	const read: Read = { entries: [], problems: [] };
	for (const line of raw) {
		if (line.raw[0] !== layout.mark) continue;
		const record = recordOf(line, layout.detail, layout, read.problems);
		if (record) read.entries.push(entryOf([line.number], { ...record.values }, layout));
	}
	return read;
}

function read240(raw: readonly RawLine[], layout: RetornoLayout): Read {
	const read: Read = { entries: [], problems: [] };
	let waiting: { line: RawLine; record: ReadRecord | null } | null = null;
	const alone = (line: RawLine) => read.problems.push({ ...line, problem: 'segment_missing', fields: [] });
	for (const line of raw) {
		const segment = line.raw[7] === '3' ? (line.raw[13] ?? '').toUpperCase() : '';
		if (segment === 'T') {
			if (waiting?.record) alone(waiting.line);
			waiting = { line, record: recordOf(line, layout.detail, layout, read.problems) };
		} else if (segment === 'U') {
			if (!waiting) {
				alone(line);
				continue;
			}
			const payment = layout.payment && recordOf(line, layout.payment, layout, read.problems);
			// Of a pair with one bad half the other half says nothing: it is kept with the pair's problem.
			if (waiting.record && payment)
				read.entries.push(entryOf([waiting.line.number, line.number], { ...payment.values, ...waiting.record.values }, layout));
			else if (waiting.record) alone(waiting.line);
			else if (payment) alone(line);
			waiting = null;
		}
	}
	if (waiting?.record) alone(waiting.line);
	return read;
}

/** The line's values, or null with its problem noted. */
function recordOf(line: RawLine, record: RetornoLayout['detail'], layout: RetornoLayout, problems: RetornoProblem[]): ReadRecord | null {
	const note = (problem: LineProblem, fields: readonly string[] = []) => {
		problems.push({ ...line, problem, fields });
		return null;
	};
	const full = fullWidth(line.raw, record.length);
	if (full === null) return note('too_long');
	if (layout.format === 240 && full.slice(0, 3) !== layout.bank) return note('other_bank');
	const read = readRecord(record, full);
	const missing = ['occurrence', 'ourNumber'].filter((name) => read.values[name] === '');
	// A line that ends inside its columns has lost more than spaces: a number cut short is another number.
	const { length } = line.raw;
	const cut = record.fields.filter(([from, to, kind, name]) => (kind === 'V' || name === 'ourNumber') && length >= from && length < to);
	const bad = [...read.unreadable, ...missing, ...cut.map((row) => row[3])];
	return bad.length > 0 ? note('unreadable', [...new Set(bad)]) : read;
}

function entryOf(lines: readonly number[], values: ReadRecord['values'], layout: RetornoLayout): RetornoEntry {
	const text = (name: string) => String(values[name] ?? '');
	const cents = (name: string) => Number(values[name] ?? 0);
	const day = (name: string): Day | null => (typeof values[name] === 'string' ? values[name] : null);
	let [ourNumber, ourNumberDigit] = [text('ourNumber'), text('ourNumberDigit')];
	if (layout.digitAfter !== null && ourNumber.length === layout.digitAfter + 1)
		[ourNumber, ourNumberDigit] = [ourNumber.slice(0, -1), ourNumber.slice(-1)];
	const reasons = text('reasons').match(new RegExp(`.{1,${layout.reasonWidth}}`, 'g')) ?? [];
	return {
		lines,
		occurrence: text('occurrence'),
		meaning: occurrenceMeaning(layout.bank, layout.format, text('occurrence')),
		ourNumber,
		ourNumberDigit,
		documentNumber: text('documentNumber'),
		control: text('control'),
		dueOn: day('dueOn'),
		amountCents: cents('amountCents'),
		paidCents: cents('paidCents'),
		additionsCents: cents('additionsCents'),
		discountCents: cents('discountCents'),
		abatementCents: cents('abatementCents'),
		feeCents: cents('feeCents'),
		occurredOn: day('occurredOn'),
		creditedOn: day('creditedOn'),
		reasons: reasons.map((code) => code.trim()).filter((code) => code !== '' && !/^0+$/.test(code))
	};
}

/** Are two nossos números the same? Banks fill up with zeros on the left. */
export function sameOurNumber(a: string, b: string): boolean {
	return bareOurNumber(a) === bareOurNumber(b);
}

/** Without leading zeros: the form to look up by. */
export const bareOurNumber = (text: string): string =>
	text
		.toUpperCase()
		.replace(/[^0-9A-Z]/g, '')
		.replace(/^0+/, '');

/**
 * The same event in another file: banks send a day's retorno twice. With the account it is unique, so a line that was settled once is
 * not settled again whatever file it comes in.
 */
export function eventKey(bank: string, entry: Pick<RetornoEntry, 'ourNumber' | 'occurrence' | 'occurredOn' | 'paidCents'>): string {
	return [bank, bareOurNumber(entry.ourNumber), entry.occurrence, entry.occurredOn ?? '', entry.paidCents].join(':');
}
