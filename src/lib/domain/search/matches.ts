import type { DayRange } from './day-range.ts';
import { ruleOf, type RowField, type SearchCondition } from './fields.ts';
import { fold } from './fold.ts';
import type { SearchTerm } from './terms.ts';

/** A row as JSON with SQL names, as the change feed brings it. */
export type SearchedRow = Readonly<Record<string, unknown>>;

/** A value of a column in words, or null: what is not there matches nothing. */
export function valueIn(row: SearchedRow, column: string): string | null {
	const value = row[column];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** The ways of writing that "Igual" finds where the case of letters means nothing to people, but does to a btree. */
export const casings = (text: string): readonly string[] => [...new Set([text, text.toUpperCase(), text.toLowerCase()])];

/**
 * The rule itself, on one value of the column: what SQL must agree with (a test runs both). `term` comes from `searchTerm`
 * with the same field and condition.
 */
export function matches(field: RowField, condition: SearchCondition, value: string | number | null, term: SearchTerm): boolean {
	if (value === null) return false;
	const stored = String(value);
	if (typeof term !== 'string') return liesIn(stored, term);
	const { reads } = ruleOf(field);
	if (condition === 'equals') {
		if (reads === 'text') return fold(stored) === term;
		return reads === 'cased' ? casings(term).includes(stored) : stored === term;
	}
	return (reads === 'text' || reads === 'cased' ? fold(stored) : stored).includes(term);
}

const liesIn = (day: string, { from, to }: DayRange): boolean => day >= from && day <= to;

/** Which column of the field's a row is found by; null when by none. `row` is a row of the field's table. */
export function matchingColumn(row: SearchedRow, field: RowField, condition: SearchCondition, term: SearchTerm): string | null {
	const { columns, personKind, deleted } = ruleOf(field);
	if (personKind !== undefined && row.person_kind !== personKind) return null;
	if (deleted !== undefined && deleted !== isDeleted(row)) return null;
	return columns.find((column) => matches(field, condition, valueIn(row, column), term)) ?? null;
}

export const isDeleted = (row: SearchedRow): boolean => row.deleted_at !== null && row.deleted_at !== undefined;
