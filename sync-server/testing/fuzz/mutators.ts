/** Mutators that only the fuzz has: one that counts, so that running twice shows, and one that crashes at the centre. */
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { mutators } from '#lib/mutators/index.ts';
import { subscription } from '#lib/schema/billing.ts';
import { defineMutator, ok, refuse, registry, type AnyMutator, type MutatorRegistry } from '#lib/sync/model.ts';

const add = defineMutator({
	name: 'fuzz.add',
	version: 1,
	args: z.object({ id: z.uuid(), cents: z.int() }),
	async run(tx, args) {
		const changed = await tx
			.update(subscription)
			.set({ priceCents: sql`${subscription.priceCents} + ${args.cents}` })
			.where(eq(subscription.id, args.id))
			.returning({ id: subscription.id });
		return changed.length === 1 ? ok() : refuse('not_found');
	}
});

/** Works on the replica, throws at the centre: a defect of ours that must park and stand in nobody's way. */
const poison = defineMutator({
	name: 'fuzz.poison',
	version: 1,
	args: z.object({ id: z.uuid() }),
	async run(tx, args, ctx) {
		await tx.update(subscription).set({ dueDay: 13 }).where(eq(subscription.id, args.id));
		if (ctx.place === 'centre') throw new Error('a defect');
		return ok();
	}
});

export const fuzzMutators: MutatorRegistry = registry([...mutators.values(), add, poison] as unknown as readonly AnyMutator[]);
