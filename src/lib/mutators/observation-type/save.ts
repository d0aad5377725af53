import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { oneLine } from '#lib/domain/text.ts';
import { observationType } from '#lib/schema/observation.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';

/** Makes (id null) or changes a Tipo de Observação. One that is in use is never deleted, it is made inactive. */
export const observationTypeSave = defineMutator({
	name: 'observationType.save',
	version: 1,
	args: z.object({ id: z.uuid().nullable(), name: z.string().max(80), active: z.boolean() }),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'observationType.manage');
		if (denied) return denied;
		const name = oneLine(args.name);
		const stored = args.id === null ? null : (await tx.select().from(observationType).where(eq(observationType.id, args.id)))[0];
		if (stored === undefined) return refuse('not_found');
		if (name === null) return refuse('field_required', { field: 'name' });
		const change = { name, active: args.active, updatedAt: ctx.now, updatedBy: ctx.actor.userId };
		if (stored !== null) {
			await tx.update(observationType).set(change).where(eq(observationType.id, stored.id));
			return ok({ id: stored.id });
		}
		const id = ctx.newId();
		await tx.insert(observationType).values({ id, ...change, createdAt: ctx.now, createdBy: ctx.actor.userId });
		return ok({ id });
	}
});
