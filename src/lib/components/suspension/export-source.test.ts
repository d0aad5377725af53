import { expect, test } from 'vitest';
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
	date: { on: '2026-11-30', reasons: [{ code: 'promise', from: '2026-11-30', basis: '2026-11-29' }], obstacles: [] },
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
