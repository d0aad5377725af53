import { asc } from 'drizzle-orm';
import { z } from 'zod';
import { observationType } from '#lib/schema/observation.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Tipos de Observação, by name; inactive ones included, because old observations still name them. */
export const observationTypeList = defineQuery({
	name: 'observationType.list',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({ id: observationType.id, name: observationType.name, active: observationType.active })
			.from(observationType)
			.orderBy(asc(observationType.name), asc(observationType.id)),
	dependsOn: () => [{ table: 'observation_type' }]
});
export type ObservationTypeRow = Awaited<ReturnType<typeof observationTypeList.run>>[number];
