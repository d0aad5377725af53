import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { checkSetting, editableSettings } from '#lib/domain/settings.ts';
import { setting } from '#lib/schema/setting.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';

/** Sets one variable of the Painel de Configuração (checklist 10). Refusals: permission_denied, setting_unknown, setting_invalid. */
export const settingSave = defineMutator({
	name: 'setting.save',
	version: 1,
	args: z.object({ key: z.string().max(60), value: z.union([z.string().max(500), z.number(), z.boolean()]) }),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'settings.manage');
		if (denied) return denied;
		const wrong = checkSetting(args.key, args.value);
		if (wrong) return wrong;
		if (!(editableSettings as readonly string[]).includes(args.key)) return refuse('setting_unknown', { field: args.key });
		const [stored] = await tx.select({ id: setting.id }).from(setting).where(eq(setting.key, args.key)).for('update');
		const change = { value: args.value, updatedAt: ctx.now, updatedBy: ctx.actor.userId };
		if (stored) await tx.update(setting).set(change).where(eq(setting.id, stored.id));
		else await tx.insert(setting).values({ id: ctx.newId(), key: args.key, ...change, createdAt: ctx.now, createdBy: ctx.actor.userId });
		return ok();
	}
});
