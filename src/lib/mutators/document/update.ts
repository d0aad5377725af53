import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkDocument, descriptionLimit, normaliseDocument, remarkLimit } from '#lib/domain/document/document.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { document } from '#lib/schema/document.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { differences } from '../field-args.ts';
import { findDocument } from './find.ts';

/**
 * Changes description or remark of a document; nothing else of it can be changed (item 177), and what is absent keeps what it
 * has. Refusals: permission_denied, not_found, field_required, field_too_long.
 */
export const documentUpdate = defineMutator({
	name: 'document.update',
	version: 1,
	args: z.strictObject({
		id: z.uuid(),
		description: z
			.string()
			.max(2 * descriptionLimit)
			.optional(),
		remark: z
			.string()
			.max(2 * remarkLimit)
			.nullable()
			.optional()
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'document.update');
		if (denied) return denied;
		const stored = await findDocument(tx, args.id);
		if (stored === null) return refuse('not_found');
		const texts = normaliseDocument({
			description: args.description ?? stored.description,
			remark: args.remark === undefined ? stored.remark : args.remark
		});
		const [wrong] = checkDocument(texts);
		if (wrong) return wrong;
		const changed = differences(stored, texts) as { description?: string; remark?: string | null };
		if (Object.keys(changed).length > 0)
			await tx
				.update(document)
				.set({ ...changed, updatedAt: ctx.now, updatedBy: ctx.actor.userId })
				.where(eq(document.id, args.id));
		return ok({ changed: Object.keys(changed) });
	}
});
