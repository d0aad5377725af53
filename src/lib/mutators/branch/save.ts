import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { isAreaCode } from '#lib/domain/phone/area-code.ts';
import { isState, normaliseState } from '#lib/domain/state.ts';
import { oneLine } from '#lib/domain/text.ts';
import { branch } from '#lib/schema/branch.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';

/** Makes (id null) or changes a Filial. */
export const branchSave = defineMutator({
	name: 'branch.save',
	version: 1,
	args: z.object({
		id: z.uuid().nullable(),
		name: z.string().max(80),
		city: z.string().max(80),
		state: z.string().max(40),
		areaCode: z.string().max(4),
		active: z.boolean()
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'branch.manage');
		if (denied) return denied;
		const stored = args.id === null ? null : (await tx.select().from(branch).where(eq(branch.id, args.id)))[0];
		if (stored === undefined) return refuse('not_found');
		const name = oneLine(args.name);
		const city = oneLine(args.city);
		const state = normaliseState(args.state);
		const areaCode = args.areaCode.replace(/\D/g, '').replace(/^0/, '');
		if (name === null) return refuse('field_required', { field: 'name' });
		if (city === null) return refuse('field_required', { field: 'city' });
		if (!isState(state)) return refuse('state_invalid', { field: 'state' });
		if (!isAreaCode(areaCode)) return refuse('area_code_invalid', { field: 'areaCode' });
		const change = { name, city, state, areaCode, active: args.active, updatedAt: ctx.now, updatedBy: ctx.actor.userId };
		if (stored !== null) {
			await tx.update(branch).set(change).where(eq(branch.id, stored.id));
			return ok({ id: stored.id });
		}
		const id = ctx.newId();
		await tx.insert(branch).values({ id, ...change, createdAt: ctx.now, createdBy: ctx.actor.userId });
		return ok({ id });
	}
});
