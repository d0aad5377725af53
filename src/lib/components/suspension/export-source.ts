import { exportSource, type ExportSource } from '#lib/components/export/source.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PlanFacts } from '#lib/queries/suspension/plan-facts.ts';
import { lawfulWords, whyWords } from './words.ts';

/** The plans of Suspender Serviços for the dialog Exportar (item 348). */
export const planSource = (plans: readonly PlanFacts[], today: string): ExportSource =>
	exportSource<PlanFacts>({
		id: 'suspension.plans',
		label: m.suspension_list(),
		columns: [
			{ id: 'customer', title: m.suspension_customer(), kind: 'text', width: 260, value: (row) => row.customerName },
			{ id: 'plan', title: m.suspension_plan(), kind: 'text', width: 180, value: (row) => row.planName },
			{ id: 'overdue', title: m.suspension_overdue(), kind: 'money', width: 110, summable: true, value: (row) => row.overdueCents },
			{ id: 'oldest', title: m.suspension_oldest(), kind: 'day', width: 100, value: (row) => row.oldestDueOn },
			{ id: 'lawful', title: m.suspension_lawful(), kind: 'text', width: 160, value: (row) => lawfulWords(row.date, today) },
			{ id: 'why', title: m.suspension_why(), kind: 'text', width: 320, value: (row) => whyWords(row.date) }
		],
		rows: () => plans
	});
