import { z } from 'zod';
import { defineQuery, type Dependency } from '#lib/sync/model.ts';
import { planFacts } from './plan-facts.ts';

/** As many customers as one dialog takes. */
export const mostCustomers = 5000;

/** The plans of these customers that Suspender Serviços offers (item 340), each with the earliest day that law and billing method give. */
export const suspensionCandidates = defineQuery({
	name: 'suspension.candidates',
	args: z.object({ customerIds: z.array(z.uuid()).max(mostCustomers) }),
	run: (tx, args, ctx) => planFacts(tx, args, ctx.today),
	dependsOn: ({ customerIds }): readonly Dependency[] => {
		const chosen = new Set(customerIds);
		const theirs = (row: Record<string, unknown>) => chosen.has(String(row['customer_id']));
		return [
			...['subscription', 'suspension', 'invoice', 'debt_notice', 'payment_promise'].map((table) => ({ table, rows: theirs })),
			{ table: 'customer', ids: customerIds },
			{ table: 'billing_method' },
			{ table: 'service_plan' }
		];
	}
});
