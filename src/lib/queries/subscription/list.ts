import { and, asc, desc, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { earliestPriceDay, priceOn, pricesAfter, type SubscriptionPrice } from '#lib/domain/subscription/price.ts';
import { serviceGroup, servicePlan, subscription, type SubscriptionStatus } from '#lib/schema/billing.ts';
import { billingMethod, type BillingMethodKind } from '#lib/schema/list.ts';
import { subscriptionPrice } from '#lib/schema/receivable.ts';
import { defineQuery } from '#lib/sync/model.ts';
import { billedMonth } from './billed-month.ts';

/** A plan of a customer that is in force, or suspended. Money in cents, speeds in kbit/s. */
export interface SubscriptionRow {
	readonly id: string;
	readonly status: SubscriptionStatus;
	readonly planName: string;
	readonly groupName: string | null;
	readonly downloadKbps: number;
	readonly uploadKbps: number;
	/** What it costs today. */
	readonly priceCents: number;
	/** What it will cost, the next one first. */
	readonly nextPrices: readonly SubscriptionPrice[];
	/** From which day on a new price may hold. */
	readonly priceFrom: string;
	readonly dueDay: number;
	/** Null: nothing is billed. */
	readonly billingMethodId: string | null;
	readonly methodName: string | null;
	readonly methodKind: BillingMethodKind | null;
	readonly startedOn: string;
}

/** Planos Ativos of a customer (items 181, 182), those in force before the suspended ones, the newest first. */
export const subscriptionList = defineQuery({
	name: 'subscription.list',
	args: z.object({ customerId: z.uuid() }),
	async run(tx, { customerId }, { today }): Promise<SubscriptionRow[]> {
		const found = await tx
			.select({
				id: subscription.id,
				status: subscription.status,
				planName: servicePlan.name,
				groupName: serviceGroup.name,
				downloadKbps: servicePlan.downloadKbps,
				uploadKbps: servicePlan.uploadKbps,
				priceCents: subscription.priceCents,
				dueDay: subscription.dueDay,
				billingMethodId: subscription.billingMethodId,
				methodName: billingMethod.name,
				methodKind: billingMethod.kind,
				startedOn: subscription.startedOn
			})
			.from(subscription)
			.innerJoin(servicePlan, eq(servicePlan.id, subscription.servicePlanId))
			.leftJoin(serviceGroup, eq(serviceGroup.id, servicePlan.serviceGroupId))
			.leftJoin(billingMethod, eq(billingMethod.id, subscription.billingMethodId))
			.where(and(eq(subscription.customerId, customerId), ne(subscription.status, 'cancelled')))
			.orderBy(asc(subscription.status), desc(subscription.startedOn), asc(subscription.id));
		const prices = await tx
			.select({
				subscriptionId: subscriptionPrice.subscriptionId,
				fromOn: subscriptionPrice.fromOn,
				monthlyCents: subscriptionPrice.monthlyCents
			})
			.from(subscriptionPrice)
			.innerJoin(subscription, eq(subscription.id, subscriptionPrice.subscriptionId))
			.where(eq(subscription.customerId, customerId));
		const rows: SubscriptionRow[] = [];
		for (const row of found) {
			const own = prices.filter((price) => price.subscriptionId === row.id).map(({ fromOn, monthlyCents }) => ({ fromOn, monthlyCents }));
			const billed = await billedMonth(tx, customerId, row.billingMethodId);
			rows.push({
				...row,
				priceCents: priceOn(own, today) ?? row.priceCents,
				nextPrices: pricesAfter(own, today),
				priceFrom: earliestPriceDay(row.startedOn, billed)
			});
		}
		return rows;
	},
	dependsOn({ customerId }) {
		const of = (table: string) => ({ table, where: { column: 'customer_id', equals: customerId } });
		return [
			of('subscription'),
			of('subscription_price'),
			of('invoice'),
			{ table: 'service_plan' },
			{ table: 'service_group' },
			{ table: 'billing_method' }
		];
	}
});
