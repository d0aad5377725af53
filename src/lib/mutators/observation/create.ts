import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { checkObservation, normaliseObservationText, observationTextLimit } from '#lib/domain/observation/observation.ts';
import { observation } from '#lib/schema/observation.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';
import { isUsableType } from './find.ts';

/** Novo Obs (checklist 133–141): date and user are stamped, never asked. Refusals: permission_denied, not_found, customer_anonymised, field_required, field_too_long, value_invalid (a type that may not be chosen). */
export const observationCreate = defineMutator({
	name: 'observation.create',
	version: 1,
	args: z.object({
		customerId: z.uuid(),
		observationTypeId: z.uuid(),
		text: z.string().max(2 * observationTextLimit),
		mustRead: z.boolean()
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'observation.create');
		if (denied) return denied;
		const owner = await recordNow(tx, args.customerId);
		if ('code' in owner) return owner;
		const text = normaliseObservationText(args.text);
		const [wrong] = checkObservation({ ...args, text });
		if (wrong) return wrong;
		if (!(await isUsableType(tx, args.observationTypeId))) return refuse('value_invalid', { field: 'observationTypeId' });
		const id = ctx.newId();
		await tx.insert(observation).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			observationTypeId: args.observationTypeId,
			text: text ?? '',
			mustRead: args.mustRead,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id });
	}
});
