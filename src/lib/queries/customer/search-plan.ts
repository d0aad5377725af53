import {
	ruleOf,
	rowFields,
	searchTexts,
	type RowField,
	type SearchCondition,
	type SearchField,
	type SearchTable
} from '#lib/domain/search/fields.ts';
import { fold } from '#lib/domain/search/fold.ts';
import { isDeleted, matchingColumn, valueIn, type SearchedRow } from '#lib/domain/search/matches.ts';
import { recognise } from '#lib/domain/search/recognise.ts';
import { slipNumber } from '#lib/domain/search/slip-number.ts';
import { searchTerm, type SearchTerm } from '#lib/domain/search/terms.ts';
import { wholeTerms, type WholeTerm } from '#lib/domain/search/whole.ts';
import { oneLine } from '#lib/domain/text.ts';

/** Words of which each must occur in one row. */
export interface Parts {
	readonly words: readonly string[];
	readonly networkWords: readonly string[];
	/** The folded text as a whole: names that begin with it come first. */
	readonly begins: string;
}

/**
 * A typed search, understood: the one value from which the SQL (search-where.ts) and the test on a changed row are made,
 * so that the two cannot drift apart.
 */
export type SearchPlan =
	/** Nothing was typed: everybody. */
	| { readonly kind: 'everybody' }
	/** Something was typed that this field can never hold: nobody. */
	| { readonly kind: 'nobody' }
	/** One field holds this term, as it is stored. */
	| { readonly kind: 'field'; readonly field: RowField; readonly condition: SearchCondition; readonly term: SearchTerm }
	/** Some field is exactly this; or (Contém) all words occur somewhere. */
	| { readonly kind: 'all'; readonly whole: readonly WholeTerm[]; readonly parts: Parts | null };

/** Most words that are looked at: more find nobody else and only cost time. */
const MAX_WORDS = 8;

export function planSearch(typed: string, field: SearchField, condition: SearchCondition): SearchPlan {
	const text = oneLine(typed);
	if (text === null) return { kind: 'everybody' };
	// A whole slip, typed or scanned, is looked for by what it is the slip of.
	const slip = field === 'any' || field === 'boletoNumber' ? slipNumber(text) : null;
	if (slip !== null) return { kind: 'field', field: 'boletoNumber', condition: 'equals', term: slip };
	if (field !== 'any') {
		const term = searchTerm(field, condition, typed);
		return term === null ? { kind: 'nobody' } : { kind: 'field', field, condition, term };
	}
	const recognised = recognise(typed);
	const whole = wholeTerms(typed, recognised, { texts: condition === 'equals' });
	const words = recognised.words.slice(0, MAX_WORDS);
	const parts =
		condition === 'equals' || words.length === 0
			? null
			: { words, networkWords: recognised.networkWords.slice(0, MAX_WORDS), begins: fold(text) };
	return whole.length === 0 && parts === null ? { kind: 'nobody' } : { kind: 'all', whole, parts };
}

/** The words as the rows of a table hold them; null when parts are not looked for there. */
export function wordsFor(table: SearchTable, parts: Parts): readonly string[] | null {
	if (searchTexts[table] === null) return null;
	const words = table === 'ip_assignment' ? parts.networkWords : parts.words;
	// One or two letters stand in every row of every table: beyond the customer's own they would say nothing.
	return table === 'customer' || words.some((word) => word.length >= 3) ? words : null;
}

/** Tables whose rows can bring somebody into the result. */
export function tablesOf(plan: SearchPlan): readonly SearchTable[] {
	switch (plan.kind) {
		case 'everybody':
			return ['customer'];
		case 'nobody':
			return [];
		case 'field':
			return [ruleOf(plan.field).table];
		case 'all': {
			const { parts } = plan;
			const inParts = parts === null ? [] : tables.filter((table) => wordsFor(table, parts) !== null);
			return [...new Set([...plan.whole.map(({ field }) => ruleOf(field).table), ...inParts])];
		}
	}
}
const tables = Object.keys(searchTexts) as readonly SearchTable[];

const textOf = (table: SearchTable, row: SearchedRow): string =>
	(searchTexts[table] ?? []).map((column) => fold(valueIn(row, column) ?? '')).join(' ');

/** Whether a row of a table can bring its customer into the result: the same rule as the SQL, on one row. */
export function rowMatches(table: SearchTable, row: SearchedRow, plan: SearchPlan): boolean {
	switch (plan.kind) {
		case 'everybody':
			return table === 'customer';
		case 'nobody':
			return false;
		case 'field':
			return ruleOf(plan.field).table === table && matchingColumn(row, plan.field, plan.condition, plan.term) !== null;
		case 'all': {
			if (plan.whole.some(({ field, term }) => isWhole(table, row, field, term))) return true;
			const words = plan.parts === null ? null : wordsFor(table, plan.parts);
			if (words === null) return false;
			const text = textOf(table, row);
			return words.every((word) => text.includes(word));
		}
	}
}

const isWhole = (table: SearchTable, row: SearchedRow, field: RowField, term: SearchTerm): boolean =>
	ruleOf(field).table === table && matchingColumn(row, field, 'equals', term) !== null;

/** What a row was found by: the field, and its value as stored. */
export interface Hit {
	readonly field: RowField;
	readonly value: string;
}

/** Which field a found row owes its place to, for the list to show; null when the words are spread over several. */
export function hitOf(table: SearchTable, row: SearchedRow, plan: SearchPlan): Hit | null {
	switch (plan.kind) {
		case 'everybody':
		case 'nobody':
			return null;
		case 'field':
			return hitBy(row, plan.field, matchingColumn(row, plan.field, plan.condition, plan.term));
		case 'all': {
			for (const { field, term } of plan.whole)
				if (ruleOf(field).table === table) {
					const hit = hitBy(row, field, matchingColumn(row, field, 'equals', term));
					if (hit) return hit;
				}
			const words = plan.parts === null ? null : wordsFor(table, plan.parts);
			return words === null ? null : hitByWords(table, row, words);
		}
	}
}

function hitBy(row: SearchedRow, field: RowField, column: string | null): Hit | null {
	const value = column === null ? null : valueIn(row, column);
	return value === null ? null : { field, value };
}

function hitByWords(table: SearchTable, row: SearchedRow, words: readonly string[]): Hit | null {
	const fields = rowFields.filter((field) => {
		const { table: its, deleted, personKind } = ruleOf(field);
		return (
			its === table && (deleted === undefined || deleted === isDeleted(row)) && (personKind === undefined || row.person_kind === personKind)
		);
	});
	const folded = (column: string): string => fold(valueIn(row, column) ?? '');
	for (const field of fields) {
		const column = ruleOf(field).columns.find((one) => words.every((word) => folded(one).includes(word)));
		if (column !== undefined) return hitBy(row, field, column);
	}
	// A customer's own words are all in view; of what hangs on it, the row is named by its first field: "Contato: Maria".
	const [first] = fields;
	if (table === 'customer' || first === undefined) return null;
	const named = ruleOf(first).columns.find((column) => valueIn(row, column) !== null);
	const other = (searchTexts[table] ?? []).find((column) => words.some((word) => folded(column).includes(word)));
	return hitBy(row, first, named ?? other ?? null);
}
