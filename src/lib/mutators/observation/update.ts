import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import {
	checkObservation,
	nextObservationVersion,
	normaliseObservationText,
	observationTextLimit
} from '#lib/domain/observation/observation.ts';
import { observation } from '#lib/schema/observation.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findObservation, isUsableType } from './find.ts';

/**
 * Changes type, text or "Leitura Obrigatória" of an observation (checklist 149). The version rises when the text
 * changes, so that older readings say that they read another wording. Refusals: permission_denied, not_found, field_required,
 * field_too_long, value_invalid.
 */
export const observationUpdate = defineMutator({
	name: 'observation.update',
	version: 1,
	args: z.object({
		id: z.uuid(),
		observationTypeId: z.uuid().optional(),
		text: z
			.string()
			.max(2 * observationTextLimit)
			.optional(),
		mustRead: z.boolean().optional()
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'observation.update');
		if (denied) return denied;
		const stored = await findObservation(tx, args.id);
		if (stored === null) return refuse('not_found');
		const text = args.text === undefined ? stored.text : (normaliseObservationText(args.text) ?? '');
		const typeId = args.observationTypeId ?? stored.observationTypeId;
		// A type that was retired since stays on what already has it; only a new choice must be usable.
		if (typeId !== stored.observationTypeId && !(await isUsableType(tx, typeId)))
			return refuse('value_invalid', { field: 'observationTypeId' });
		const mustRead = args.mustRead ?? stored.mustRead;
		const [wrong] = checkObservation({ observationTypeId: typeId, text, mustRead });
		if (wrong) return wrong;
		if (text === stored.text && typeId === stored.observationTypeId && mustRead === stored.mustRead) return ok({ version: stored.version });
		const version = nextObservationVersion(stored, text);
		await tx
			.update(observation)
			.set({ text, observationTypeId: typeId, mustRead, version, updatedAt: ctx.now, updatedBy: ctx.actor.userId })
			.where(eq(observation.id, args.id));
		return ok({ version });
	}
});
