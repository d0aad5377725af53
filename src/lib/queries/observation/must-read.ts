import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { observation, observationType } from '#lib/schema/observation.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

/**
 * What whoever opens this record must read first (Leitura Obrigatória, checklist 139, 142–147), newest first. It does
 * not depend on readings: the window opens at every opening until somebody sets the observation to "Não" (design §9.2).
 */
export const observationMustRead = defineQuery({
	name: 'observation.mustRead',
	args: z.object({ customerId: z.uuid() }),
	run: (tx, { customerId }) =>
		tx
			.select({
				id: observation.id,
				typeName: observationType.name,
				text: observation.text,
				version: observation.version,
				createdAt: observation.createdAt,
				createdBy: observation.createdBy,
				authorName: appUser.name,
				updatedAt: observation.updatedAt,
				updatedBy: observation.updatedBy
			})
			.from(observation)
			.leftJoin(observationType, eq(observationType.id, observation.observationTypeId))
			.leftJoin(appUser, eq(appUser.id, observation.createdBy))
			.where(and(eq(observation.customerId, customerId), eq(observation.mustRead, true)))
			.orderBy(desc(observation.createdAt), desc(observation.id)),
	dependsOn: ({ customerId }, rows) => [
		{ table: 'observation', where: { column: 'customer_id', equals: customerId } },
		{ table: 'observation_type' },
		{ table: 'app_user', ids: rows.flatMap((row) => (row.createdBy === null ? [] : [row.createdBy])) }
	]
});
export type MandatoryObservation = Awaited<ReturnType<typeof observationMustRead.run>>[number];
