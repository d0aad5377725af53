import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { reading } from '#lib/schema/observation.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findObservation } from '../observation/find.ts';

/**
 * "I have read this": one fact per closing of the window (checklist 148, design §9.2), with the wording that was read.
 * A row and not a flag, so two people who read offline insert two facts. Refusals: permission_denied, not_found, version_unknown.
 */
export const readingCreate = defineMutator({
	name: 'reading.create',
	version: 1,
	args: z.object({ observationId: z.uuid(), version: z.int().min(1) }),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'reading.create');
		if (denied) return denied;
		const read = await findObservation(tx, args.observationId);
		if (read === null) return refuse('not_found');
		if (args.version > read.version) return refuse('version_unknown');
		const id = ctx.newId();
		await tx.insert(reading).values({
			id,
			branchId: read.branchId,
			customerId: read.customerId,
			observationId: read.id,
			observationVersion: args.version,
			userId: ctx.actor.userId,
			readAt: ctx.now
		});
		return ok({ id });
	}
});
