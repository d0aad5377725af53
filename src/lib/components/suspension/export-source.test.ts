import { read } from 'xlsx';
import { expect, test } from 'vitest';
import { sheetFormats } from '#lib/components/export/formats.ts';
import { writeSheet } from '#lib/components/export/write-sheet.ts';
import { columnChoices } from '#lib/domain/report/columns.ts';
import type { PlanFacts } from '#lib/queries/suspension/plan-facts.ts';
import { planSource } from './export-source.ts';

const plan = (facts: Partial<PlanFacts>): PlanFacts => ({
	subscriptionId: '1',
	branchId: 'b',
	customerId: 'c',
	customerName: 'Maria',
	customerCode: 1,
	planName: 'Fibra 300',
	status: 'active',
	overdueCents: 9_990,
	oldestDueOn: '2026-10-10',
	debtsBefore: '2026-11-21',
	date: { on: '2026-11-30', reasons: [{ code: 'promise', from: '2026-11-30', basis: '2026-11-29' }], obstacles: [] },
	onBusinessDay: true,
	noticeId: null,
	open: null,
	pauses: [],
	...facts
});

test('(348) the plans of Suspender Serviços leave through the same dialog, with what is owed summed and the day of each explained', async () => {
	const plans = [plan({}), plan({ customerName: 'João', overdueCents: 10, date: { on: null, reasons: [], obstacles: ['no_notice'] } })];
	const source = planSource(plans, '2026-11-22');
	const table = await source.table(columnChoices(source.columns), 'Suspensões');
	expect(table.columns.map(({ title }) => title)).toEqual(['Cliente', 'Plano', 'Vencido', 'Desde', 'Permitida a partir de', 'Por quê']);
	expect(table.rows).toEqual([
		['Maria', 'Fibra 300', 9_990, '2026-10-10', '30/11/2026', 'promessa de pagamento para 29/11/2026'],
		['João', 'Fibra 300', 10, '2026-10-10', 'sem data', 'sem aviso comprovado do débito']
	]);
	expect(table.totals).toEqual([null, null, 10_000, null, null, null]);
});

test.each(sheetFormats)('(348) in the file (%s) a name that begins like a formula runs nothing', async (format) => {
	const source = planSource([plan({ customerName: '=HYPERLINK("http://x")', planName: '@SUM(A1)' })], '2026-11-22');
	const table = await source.table(columnChoices(source.columns), '+1+A1');
	const bytes = writeSheet(table, format, { language: 'pt-BR', total: 'Total', sheet: 'Planos' });
	if (format === 'csv' || format === 'txt') {
		const cells = new TextDecoder().decode(bytes).split(/[\t;\r\n"]+/);
		expect(cells.filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
		expect(cells).toEqual(expect.arrayContaining(["'@SUM(A1)", "'+1+A1"]));
		return;
	}
	const book = read(bytes);
	const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
	for (const [address, cell] of Object.entries(sheet)) if (!address.startsWith('!')) expect(cell).not.toHaveProperty('f');
	expect([sheet['A1'], sheet['A3'], sheet['B3']]).toMatchObject([
		{ t: 's', v: '+1+A1' },
		{ t: 's', v: '=HYPERLINK("http://x")' },
		{ t: 's', v: '@SUM(A1)' }
	]);
});
