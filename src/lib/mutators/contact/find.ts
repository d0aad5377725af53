import { eq } from 'drizzle-orm';
import { getTableColumns } from 'drizzle-orm';
import { contact } from '#lib/schema/contact.ts';
import { contactType } from '#lib/schema/list.ts';
import type { Tx } from '#lib/sync/model.ts';

/** Every column that a replica has too: parents' names stay at the centre. */
export const { fatherName: _father, motherName: _mother, search: _search, ...contactColumns } = getTableColumns(contact);

/** The contact, locked until the transaction ends, or null when there is none that the actor may see. */
export async function findContact(tx: Tx, id: string) {
	const [row] = await tx.select(contactColumns).from(contact).where(eq(contact.id, id)).for('update');
	return row ?? null;
}

/** Whether a type exists and may still be chosen. */
export async function isUsableContactType(tx: Tx, id: string): Promise<boolean> {
	const [row] = await tx.select({ active: contactType.active }).from(contactType).where(eq(contactType.id, id));
	return row?.active === true;
}
