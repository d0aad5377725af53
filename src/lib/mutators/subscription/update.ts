import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { checkDueDay } from '#lib/domain/subscription/due-day.ts';
import { checkPrice, planPrice, priceOn } from '#lib/domain/subscription/price.ts';
import { billedMonth } from '#lib/queries/subscription/billed-month.ts';
import { subscription } from '#lib/schema/billing.ts';
import { billingMethod } from '#lib/schema/list.ts';
import { subscriptionPrice } from '#lib/schema/receivable.ts';
import { defineMutator, ok, refuse, type MutatorContext, type Tx } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';
import { differences } from '../field-args.ts';

type Stored = typeof subscription.$inferSelect;

/**
 * How a plan of a customer is billed: its price from a day on, its due day, its billing method; what is not named stays. Only months
 * that are on no invoice yet take a new price, and invoices that are out do not change. A price that holds on its day anyway leaves no
 * row; one of the same day takes the place of the other. `billingMethodId` null: nothing is billed (a courtesy).
 * Refusals: permission_denied, not_found, customer_anonymised, subscription_cancelled, number_range (dueDay), value_invalid (a billing
 * method that may not be chosen), amount_invalid, day_invalid, price_before_start, price_billed_already.
 */
export const subscriptionUpdate = defineMutator({
	name: 'subscription.update',
	version: 1,
	args: z.strictObject({
		id: z.uuid(),
		changes: z.strictObject({
			dueDay: z.number().optional(),
			billingMethodId: z.uuid().nullable().optional(),
			price: z.strictObject({ fromOn: z.string().max(10), monthlyCents: z.number() }).optional()
		})
	}),
	async run(tx, { id, changes: { price, ...changes } }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'subscription.update');
		if (denied) return denied;
		const [stored] = await tx.select().from(subscription).where(eq(subscription.id, id)).for('update');
		if (!stored) return refuse('not_found');
		const owner = await recordNow(tx, stored.customerId);
		if ('code' in owner) return owner;
		if (stored.status === 'cancelled') return refuse('subscription_cancelled');
		const patch = differences(stored, changes);
		if (patch.dueDay !== undefined) {
			const wrong = checkDueDay(patch.dueDay);
			if (wrong) return wrong;
		}
		if (patch.billingMethodId && !(await isUsableMethod(tx, patch.billingMethodId)))
			return refuse('value_invalid', { field: 'billingMethodId' });
		if (price) {
			// Of the method it has until now: by that one its months were billed.
			const [wrong] = checkPrice(price, stored.startedOn, await billedMonth(tx, stored.customerId, stored.billingMethodId));
			if (wrong) return wrong;
		}
		const priceCents = price ? await writePrice(tx, stored, price, ctx) : stored.priceCents;
		const row = differences(stored, { ...patch, priceCents });
		const changed = [...Object.keys(patch), ...(price ? ['price'] : [])];
		if (Object.keys(row).length > 0)
			await tx
				.update(subscription)
				.set({ ...row, updatedAt: ctx.now, updatedBy: ctx.actor.userId })
				.where(eq(subscription.id, id));
		return ok({ changed });
	}
});

/** Whether a billing method exists and may still be chosen. */
async function isUsableMethod(tx: Tx, id: string): Promise<boolean> {
	const [row] = await tx.select({ active: billingMethod.active }).from(billingMethod).where(eq(billingMethod.id, id));
	return row?.active === true;
}

/** Writes the price of a day, and answers what the plan costs today. */
async function writePrice(
	tx: Tx,
	stored: Stored,
	price: { readonly fromOn: string; readonly monthlyCents: number },
	ctx: MutatorContext
): Promise<number> {
	const prices = await tx
		.select({ id: subscriptionPrice.id, fromOn: subscriptionPrice.fromOn, monthlyCents: subscriptionPrice.monthlyCents })
		.from(subscriptionPrice)
		.where(eq(subscriptionPrice.subscriptionId, stored.id));
	// A plan without any price row has had its own price from its first day.
	const known = prices.length > 0 ? prices : [{ fromOn: stored.startedOn, monthlyCents: stored.priceCents }];
	const author = { updatedAt: ctx.now, updatedBy: ctx.actor.userId };
	const write = async (row: { readonly fromOn: string; readonly monthlyCents: number }): Promise<void> => {
		await tx.insert(subscriptionPrice).values({
			id: ctx.newId(),
			branchId: stored.branchId,
			customerId: stored.customerId,
			subscriptionId: stored.id,
			fromOn: row.fromOn,
			monthlyCents: row.monthlyCents,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			...author
		});
	};
	const { keep, after } = planPrice(known, price);
	const same = prices.find((one) => one.fromOn === price.fromOn);
	if (prices.length === 0 && price.fromOn !== stored.startedOn) await write(known[0]!);
	if (same && keep)
		await tx
			.update(subscriptionPrice)
			.set({ monthlyCents: price.monthlyCents, ...author })
			.where(eq(subscriptionPrice.id, same.id));
	else if (same) await tx.delete(subscriptionPrice).where(eq(subscriptionPrice.id, same.id));
	else if (keep) await write(price);
	return priceOn(after, ctx.today) ?? stored.priceCents;
}
