import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { servicePlan, subscription } from '#lib/schema/billing.ts';
import { contract } from '#lib/schema/plan-item.ts';
import { defineQuery } from '#lib/sync/model.ts';
import { priceToday } from '../subscription/price-today.ts';

/** Contracts of a customer with the plan each is about, newest first. Money in cents, speeds in kbit/s. */
export const contractList = defineQuery({
	name: 'contract.list',
	args: z.object({ customerId: z.uuid() }),
	run: async (tx, { customerId }, { today }) =>
		await tx
			.select({
				id: contract.id,
				number: contract.number,
				signedOn: contract.signedOn,
				status: subscription.status,
				planName: servicePlan.name,
				downloadKbps: servicePlan.downloadKbps,
				uploadKbps: servicePlan.uploadKbps,
				priceCents: priceToday(today),
				dueDay: subscription.dueDay,
				startedOn: subscription.startedOn,
				endedOn: subscription.endedOn,
				installationAddress: subscription.installationAddress,
				installationDistrict: subscription.installationDistrict,
				installationCity: subscription.installationCity
			})
			.from(contract)
			.innerJoin(subscription, eq(subscription.id, contract.subscriptionId))
			.innerJoin(servicePlan, eq(servicePlan.id, subscription.servicePlanId))
			.where(eq(contract.customerId, customerId))
			.orderBy(desc(contract.number)),
	dependsOn: ({ customerId }) => [
		{ table: 'contract', where: { column: 'customer_id', equals: customerId } },
		{ table: 'subscription', where: { column: 'customer_id', equals: customerId } },
		{ table: 'service_plan' }
	]
});
export type ContractRow = Awaited<ReturnType<typeof contractList.run>>[number];
