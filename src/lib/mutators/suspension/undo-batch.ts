import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { suspension, suspensionBatch } from '#lib/schema/suspension.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { giveBack, isHeld } from './give-back.ts';

/**
 * Takes a wrong batch back as a whole: whatever of it still holds a service is given back. What was paid or restored since is left
 * alone. Who may see some of its plans only gives those back, and the batch stays for somebody who sees the others. Refusals: permission_denied, not_found, batch_undone_already.
 */
export const suspensionBatchUndo = defineMutator({
	name: 'suspensionBatch.undo',
	version: 1,
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }, ctx) {
		const [batch] = await tx.select().from(suspensionBatch).where(eq(suspensionBatch.id, id)).for('update');
		const denied = checkPermission(ctx.actor.role, batch?.kind === 'temporary' ? 'suspension.pause' : 'suspension.request');
		if (denied) return denied;
		if (!batch) return refuse('not_found');
		if (batch.undoneAt !== null) return refuse('batch_undone_already');
		const seen = await tx.select().from(suspension).where(eq(suspension.batchId, id)).for('update');
		const held = seen.filter(isHeld);
		await giveBack(tx, held, 'undone', ctx);
		if (seen.length === batch.planned - batch.skipped.length)
			await tx
				.update(suspensionBatch)
				.set({ undoneAt: ctx.now, undoneBy: ctx.actor.userId, updatedAt: ctx.now, updatedBy: ctx.actor.userId })
				.where(eq(suspensionBatch.id, id));
		return ok({ restored: held.length });
	}
});
