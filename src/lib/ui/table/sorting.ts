import type { Column, Sort } from './column.ts';

/** Accents and case aside, numbers inside words by value: "Rua 9" before "Rua 10". */
const collator = new Intl.Collator('pt-BR', { numeric: true, sensitivity: 'base' });

function compare(a: string | number, b: string | number): number {
	return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

/** Rows in the order asked for. Stable; what has no value stands last whichever way it runs. */
export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | null): readonly Row[] {
	const column = columns.find((candidate) => candidate.id === sort?.column);
	if (!sort || !column) return rows;
	const valueOf = column.sortBy ?? column.text;
	const keyed = rows.map((row) => ({ row, value: valueOf(row) }));
	const empty = (value: string | number | null): value is null | '' => value === null || value === '';
	keyed.sort((a, b) => {
		if (empty(a.value) || empty(b.value)) return Number(empty(a.value)) - Number(empty(b.value));
		return sort.descending ? compare(b.value, a.value) : compare(a.value, b.value);
	});
	return keyed.map((entry) => entry.row);
}

/** A click on a header: up, down, and back to the list's own order. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
	if (sort?.column !== column) return { column, descending: false };
	return sort.descending ? null : { column, descending: true };
}
