import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { document } from '#lib/schema/document.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findDocument } from './find.ts';

/** Takes a document off the list; it stays as a deleted one, with its file, author and time. Refusals: permission_denied, not_found. */
export const documentRemove = defineMutator({
	name: 'document.remove',
	version: 1,
	args: z.strictObject({ id: z.uuid() }),
	async run(tx, { id }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'document.remove');
		if (denied) return denied;
		if ((await findDocument(tx, id)) === null) return refuse('not_found');
		await tx
			.update(document)
			.set({ deletedAt: ctx.now, deletedBy: ctx.actor.userId, updatedAt: ctx.now, updatedBy: ctx.actor.userId })
			.where(eq(document.id, id));
		return ok();
	}
});
