import { eq } from 'drizzle-orm';
import { observation, observationType } from '#lib/schema/observation.ts';
import type { Tx } from '#lib/sync/model.ts';

/** The observation, locked until the transaction ends, or null when there is none that the actor may see. */
export async function findObservation(tx: Tx, id: string) {
	const [row] = await tx.select().from(observation).where(eq(observation.id, id)).for('update');
	return row ?? null;
}

/** Whether a type exists and may still be chosen. */
export async function isUsableType(tx: Tx, id: string): Promise<boolean> {
	const [row] = await tx.select({ active: observationType.active }).from(observationType).where(eq(observationType.id, id));
	return row?.active === true;
}
