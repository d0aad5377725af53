import { eq, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { servicePlan, subscription } from '#lib/schema/billing.ts';
import { customer } from '#lib/schema/customer.ts';
import { suspension } from '#lib/schema/suspension.ts';
import { ticket } from '#lib/schema/ticket.ts';
import { appUser } from '#lib/schema/user.ts';
import type { Tx } from '#lib/sync/model.ts';

const asked = alias(appUser, 'asked');
const restored = alias(appUser, 'restored');

/** Suspensions with the words that screens show with them. */
export function suspensionRows(tx: Tx, where: SQL) {
	return tx
		.select({
			id: suspension.id,
			batchId: suspension.batchId,
			customerId: suspension.customerId,
			customerName: customer.name,
			subscriptionId: suspension.subscriptionId,
			planName: servicePlan.name,
			kind: suspension.kind,
			direction: suspension.direction,
			status: suspension.status,
			failure: suspension.failure,
			failureDetail: suspension.failureDetail,
			fromOn: suspension.fromOn,
			toOn: suspension.toOn,
			lawfulOn: suspension.lawfulOn,
			reasons: suspension.reasons,
			reason: suspension.reason,
			opensTicket: suspension.opensTicket,
			ticketId: suspension.ticketId,
			ticketProtocol: ticket.protocol,
			inForceAt: suspension.inForceAt,
			restoreCause: suspension.restoreCause,
			restoredAt: suspension.restoredAt,
			endedAt: suspension.endedAt,
			requestedByName: asked.name,
			restoredByName: restored.name,
			createdAt: suspension.createdAt
		})
		.from(suspension)
		.innerJoin(customer, eq(customer.id, suspension.customerId))
		.innerJoin(subscription, eq(subscription.id, suspension.subscriptionId))
		.innerJoin(servicePlan, eq(servicePlan.id, subscription.servicePlanId))
		.leftJoin(ticket, eq(ticket.id, suspension.ticketId))
		.leftJoin(asked, eq(asked.id, suspension.requestedBy))
		.leftJoin(restored, eq(restored.id, suspension.restoredBy))
		.where(where);
}
export type SuspensionRow = Awaited<ReturnType<typeof suspensionRows>>[number];
