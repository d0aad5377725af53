import { and, asc, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { serviceGroup, servicePlan, subscription } from '#lib/schema/billing.ts';
import { billingMethod } from '#lib/schema/list.ts';
import { login } from '#lib/schema/plan-item.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Planos Inativos of a customer (item 197): those that were cancelled, what ended last first, with the user names they had. */
export const subscriptionEnded = defineQuery({
	name: 'subscription.ended',
	args: z.object({ customerId: z.uuid() }),
	async run(tx, { customerId }) {
		const cancelled = and(eq(subscription.customerId, customerId), eq(subscription.status, 'cancelled'));
		const found = await tx
			.select({
				id: subscription.id,
				planName: servicePlan.name,
				groupName: serviceGroup.name,
				downloadKbps: servicePlan.downloadKbps,
				uploadKbps: servicePlan.uploadKbps,
				priceCents: subscription.priceCents,
				methodName: billingMethod.name,
				startedOn: subscription.startedOn,
				endedOn: subscription.endedOn
			})
			.from(subscription)
			.innerJoin(servicePlan, eq(servicePlan.id, subscription.servicePlanId))
			.leftJoin(serviceGroup, eq(serviceGroup.id, servicePlan.serviceGroupId))
			.leftJoin(billingMethod, eq(billingMethod.id, subscription.billingMethodId))
			.where(cancelled)
			.orderBy(desc(subscription.endedOn), desc(subscription.startedOn), asc(subscription.id));
		const logins = Map.groupBy(
			await tx
				.select({ subscriptionId: login.subscriptionId, username: login.username })
				.from(login)
				.innerJoin(subscription, eq(subscription.id, login.subscriptionId))
				.where(cancelled)
				.orderBy(asc(login.username)),
			({ subscriptionId }) => subscriptionId
		);
		return found.map((row) => ({ ...row, usernames: (logins.get(row.id) ?? []).map(({ username }) => username) }));
	},
	dependsOn({ customerId }) {
		const of = (table: string) => ({ table, where: { column: 'customer_id', equals: customerId } });
		return [of('subscription'), of('login'), { table: 'service_plan' }, { table: 'service_group' }, { table: 'billing_method' }];
	}
});
export type EndedPlanRow = Awaited<ReturnType<typeof subscriptionEnded.run>>[number];
