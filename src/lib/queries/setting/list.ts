import { asc } from 'drizzle-orm';
import { z } from 'zod';
import { setting } from '#lib/schema/setting.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Variables of the Painel de Configuração that were set; what is absent has its default (domain/settings.ts). */
export const settingList = defineQuery({
	name: 'setting.list',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({ id: setting.id, key: setting.key, value: setting.value, updatedAt: setting.updatedAt, updatedBy: setting.updatedBy })
			.from(setting)
			.orderBy(asc(setting.key)),
	dependsOn: () => [{ table: 'setting' }]
});
