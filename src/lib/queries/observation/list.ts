import { asc, desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { observation, observationType, reading } from '#lib/schema/observation.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery, type Dependency } from '#lib/sync/model.ts';

const author = alias(appUser, 'author');
const editor = alias(appUser, 'editor');

/** Who read which wording of an observation, and when. */
export interface ReadingFact {
	readonly id: string;
	readonly observationId: string;
	readonly version: number;
	readonly userId: string;
	readonly userName: string | null;
	readonly readAt: string;
}

const ofCustomer =
	(customerId: string) =>
	(table: string): Dependency => ({ table, where: { column: 'customer_id', equals: customerId } });

/** Observações of a customer (checklist 133–141), newest first, each with its readings. */
export const observationList = defineQuery({
	name: 'observation.list',
	args: z.object({ customerId: z.uuid() }),
	async run(tx, { customerId }) {
		const rows = await tx
			.select({
				id: observation.id,
				typeId: observation.observationTypeId,
				typeName: observationType.name,
				text: observation.text,
				mustRead: observation.mustRead,
				version: observation.version,
				createdAt: observation.createdAt,
				createdBy: observation.createdBy,
				authorName: author.name,
				updatedAt: observation.updatedAt,
				updatedBy: observation.updatedBy,
				editorName: editor.name
			})
			.from(observation)
			.leftJoin(observationType, eq(observationType.id, observation.observationTypeId))
			.leftJoin(author, eq(author.id, observation.createdBy))
			.leftJoin(editor, eq(editor.id, observation.updatedBy))
			.where(eq(observation.customerId, customerId))
			.orderBy(desc(observation.createdAt), desc(observation.id));
		const readings: ReadingFact[] = await tx
			.select({
				id: reading.id,
				observationId: reading.observationId,
				version: reading.observationVersion,
				userId: reading.userId,
				userName: appUser.name,
				readAt: reading.readAt
			})
			.from(reading)
			.leftJoin(appUser, eq(appUser.id, reading.userId))
			.where(eq(reading.customerId, customerId))
			.orderBy(desc(reading.readAt), asc(reading.id));
		return rows.map((row) => ({ ...row, readings: readings.filter((one) => one.observationId === row.id) }));
	},
	dependsOn: ({ customerId }) => [
		ofCustomer(customerId)('observation'),
		ofCustomer(customerId)('reading'),
		{ table: 'observation_type' },
		{ table: 'app_user' }
	]
});
export type ObservationRow = Awaited<ReturnType<typeof observationList.run>>[number];
