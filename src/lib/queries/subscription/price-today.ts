import { sql, type SQL } from 'drizzle-orm';
import { subscription } from '#lib/schema/billing.ts';
import { subscriptionPrice } from '#lib/schema/receivable.ts';

/**
 * What a subscription of the query costs on `today`, in cents: a price that was agreed for a day ahead holds when that day comes, though
 * nobody writes anything then.
 */
export const priceToday = (today: string): SQL<number> =>
	sql<number>`coalesce((select p.monthly_cents from ${subscriptionPrice} p where p.subscription_id = ${subscription.id} and p.from_on <= ${today}::date order by p.from_on desc limit 1), ${subscription.priceCents})`.mapWith(
		Number
	);
