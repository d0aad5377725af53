import { z } from 'zod';
import { checkDocument, descriptionLimit, normaliseDocument, remarkLimit } from '#lib/domain/document/document.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { document } from '#lib/schema/document.ts';
import { defineMutator, ok } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';

/**
 * A file that has arrived whole at the centre becomes a document of the customer (item 175). Not among the registered
 * mutators on purpose: only the end of an upload (server/files/documents.ts) runs it, so nobody can make a document by
 * naming a checksum. Refusals: permission_denied, not_found, customer_anonymised, field_required, field_too_long.
 */
export const documentCreate = defineMutator({
	name: 'document.create',
	version: 1,
	args: z.strictObject({
		id: z.uuid(),
		customerId: z.uuid(),
		description: z.string().max(2 * descriptionLimit),
		remark: z
			.string()
			.max(2 * remarkLimit)
			.nullable(),
		fileName: z.string(),
		mediaType: z.string(),
		bytes: z.int(),
		sha256: z.string()
	}),
	async run(tx, { id, customerId, description, remark, ...file }, ctx) {
		if (ctx.place !== 'centre') throw new Error('a document is made at the centre only');
		const denied = checkPermission(ctx.actor.role, 'document.create');
		if (denied) return denied;
		const owner = await recordNow(tx, customerId);
		if ('code' in owner) return owner;
		const texts = normaliseDocument({ description, remark });
		const [wrong] = checkDocument(texts);
		if (wrong) return wrong;
		await tx.insert(document).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			description: texts.description ?? '',
			remark: texts.remark,
			...file,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id });
	}
});
