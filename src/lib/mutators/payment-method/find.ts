import { eq } from 'drizzle-orm';
import { billingMethod } from '#lib/schema/list.ts';
import { paymentMethod } from '#lib/schema/payment-method.ts';
import type { Tx } from '#lib/sync/model.ts';

/** The payment data with the kind of its billing method, locked, or null when there is none that the actor may see. */
export async function findPaymentMethod(tx: Tx, id: string) {
	const [row] = await tx.select().from(paymentMethod).where(eq(paymentMethod.id, id)).for('update');
	if (!row) return null;
	return { ...row, kind: (await findBillingMethod(tx, row.billingMethodId))?.kind ?? null };
}

export async function findBillingMethod(tx: Tx, id: string) {
	const [row] = await tx
		.select({ kind: billingMethod.kind, active: billingMethod.active })
		.from(billingMethod)
		.where(eq(billingMethod.id, id));
	return row ?? null;
}
