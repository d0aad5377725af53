import { expect, test } from 'vitest';
import type { InvoiceRow } from '#lib/queries/invoice/list.ts';
import { nextSort, sorted } from '#lib/ui/table/sorting.ts';
import type { Sort } from '#lib/ui/table/column.ts';
import { manualColumns } from './columns.ts';

const row = (number: number, dueOn: string, amountCents: number, openCents: number): InvoiceRow => ({
	id: String(number),
	number,
	competence: null,
	dueOn,
	amountCents,
	openCents,
	status: 'open',
	paidAt: null,
	instalment: null,
	boletoNumber: null,
	collectionAccountId: null
});
// Written out, each of these columns would sort otherwise: "10" before "9", "05/12" before "31/01", "R$ 1.000,00" before "R$ 99,90".
const rows = [
	row(100, '2026-02-10', 9_990, 9_990),
	row(9, '2026-12-05', 100_000, 0),
	row(10, '2026-01-31', 99_900, 100_000),
	row(11, '2025-12-31', 10_000, 1_234)
];
const numbers = (sort: Sort | null): number[] => sorted(rows, manualColumns(), sort).map(({ number }) => number);

test('247–250: Nr. Documento, Dt. Vencimento, Vl. Fatura and Saldo Fatura, in this order', () => {
	expect(manualColumns().map(({ title }) => title)).toEqual(['Nr. Documento', 'Dt. Vencimento', 'Vl. Fatura', 'Saldo Fatura']);
	expect(manualColumns().map(({ text }) => text(rows[3]!).replace(/\s/g, ' '))).toEqual(['11', '31/12/2025', 'R$ 100,00', 'R$ 12,34']);
});

test.each([
	['number', [9, 10, 11, 100]],
	['due', [11, 10, 100, 9]],
	['amount', [100, 11, 10, 9]],
	['open', [9, 11, 100, 10]]
] as const)('(!) 251: a click on %s sorts ascending, another descending, a third as the list came', (column, ascending) => {
	const up = nextSort(null, column);
	const down = nextSort(up, column);
	expect(numbers(up)).toEqual(ascending);
	expect(numbers(down)).toEqual([...ascending].reverse());
	expect(numbers(nextSort(down, column))).toEqual(rows.map(({ number }) => number));
	expect(manualColumns().find(({ id }) => id === column)?.sortable).not.toBe(false);
});
