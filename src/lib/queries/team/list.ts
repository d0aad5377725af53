import { asc } from 'drizzle-orm';
import { z } from 'zod';
import { team } from '#lib/schema/list.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Equipes, by name; inactive ones included, because old tickets still name them. */
export const teamList = defineQuery({
	name: 'team.list',
	args: z.object({}),
	run: (tx) => tx.select({ id: team.id, name: team.name, active: team.active }).from(team).orderBy(asc(team.name), asc(team.id)),
	dependsOn: () => [{ table: 'team' }]
});
export type TeamRow = Awaited<ReturnType<typeof teamList.run>>[number];
