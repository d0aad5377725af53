import { z } from 'zod';
import { smsLimits } from '#lib/domain/sms/letter.ts';
import { defineQuery } from '#lib/sync/model.ts';
import { smsFacts } from './facts.ts';

/** What an SMS to each of these customers would say and whom it would go to; live, so that who pays meanwhile is not dunned. */
export const smsCandidates = defineQuery({
	name: 'sms.candidates',
	args: z.object({ customerIds: z.array(z.uuid()).max(smsLimits.customers) }),
	run: (tx, { customerIds }, ctx) => smsFacts(tx, customerIds, ctx),
	dependsOn({ customerIds }) {
		const ids = new Set<unknown>(customerIds);
		const rows = (row: Record<string, unknown>): boolean => ids.has(row['customer_id']);
		return [
			{ table: 'customer', ids: customerIds },
			{ table: 'branch' },
			{ table: 'service_plan' },
			...['contact', 'subscription', 'subscription_price', 'invoice', 'ticket'].map((table) => ({ table, rows }))
		];
	}
});
