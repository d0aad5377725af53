import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { billingMethod } from '#lib/schema/list.ts';
import { paymentMethod } from '#lib/schema/payment-method.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Dados Débitos of a customer (checklist 150–168), oldest first. Empty for those whose role may not see how people pay. */
export const paymentMethodList = defineQuery({
	name: 'paymentMethod.list',
	args: z.object({ customerId: z.uuid() }),
	run: (tx, { customerId }) =>
		tx
			.select({
				id: paymentMethod.id,
				billingMethodId: paymentMethod.billingMethodId,
				methodName: billingMethod.name,
				kind: billingMethod.kind,
				debitStatus: paymentMethod.debitStatus,
				bankBranch: paymentMethod.bankBranch,
				accountNumber: paymentMethod.accountNumber,
				accountKind: paymentMethod.accountKind,
				identifierCode: paymentMethod.identifierCode,
				cardBrand: paymentMethod.cardBrand,
				cardLastFour: paymentMethod.cardLastFour,
				cardExpiryMonth: paymentMethod.cardExpiryMonth,
				cardExpiryYear: paymentMethod.cardExpiryYear,
				phone: paymentMethod.phone,
				phoneContract: paymentMethod.phoneContract,
				authorisedAt: paymentMethod.authorisedAt,
				updatedAt: paymentMethod.updatedAt
			})
			.from(paymentMethod)
			.leftJoin(billingMethod, eq(billingMethod.id, paymentMethod.billingMethodId))
			.where(eq(paymentMethod.customerId, customerId))
			.orderBy(asc(paymentMethod.createdAt), asc(paymentMethod.id)),
	dependsOn: ({ customerId }) => [
		{ table: 'payment_method', where: { column: 'customer_id', equals: customerId } },
		{ table: 'billing_method' }
	]
});
export type PaymentMethodRow = Awaited<ReturnType<typeof paymentMethodList.run>>[number];
