import { and, eq, isNull } from 'drizzle-orm';
import { document } from '#lib/schema/document.ts';
import type { Tx } from '#lib/sync/model.ts';

/** The document, locked until the transaction ends; null when it was deleted or there is none that the actor may see. */
export async function findDocument(tx: Tx, id: string) {
	const [row] = await tx
		.select()
		.from(document)
		.where(and(eq(document.id, id), isNull(document.deletedAt)))
		.for('update');
	return row ?? null;
}
