import { and, asc, desc, eq, getTableColumns, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { balance } from '#lib/domain/invoice/balance.ts';
import { can } from '#lib/domain/permissions.ts';
import { liveTicketStatuses } from '#lib/domain/ticket/status.ts';
import { invoice, servicePlan, subscription, type SubscriptionStatus } from '#lib/schema/billing.ts';
import { branch } from '#lib/schema/branch.ts';
import { contact } from '#lib/schema/contact.ts';
import { customer } from '#lib/schema/customer.ts';
import { observation } from '#lib/schema/observation.ts';
import { ticket } from '#lib/schema/ticket.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery, type Tx } from '#lib/sync/model.ts';
import { priceToday } from '../subscription/price-today.ts';

const { search: _search, nameFolded: _nameFolded, ...columns } = getTableColumns(customer);

/** One plan that is in force or suspended. Money in cents. */
export interface PlanFact {
	readonly id: string;
	readonly name: string;
	readonly downloadKbps: number;
	readonly uploadKbps: number;
	readonly status: SubscriptionStatus;
	readonly priceCents: number;
	readonly dueDay: number;
}

const creator = alias(appUser, 'creator');
const updater = alias(appUser, 'updater');

/** Unpaid and partly paid ones only: what is settled says nothing about the debt, and there is a year of it. */
const unsettled = (tx: Tx, customerId: string) =>
	tx
		.select({
			dueOn: invoice.dueOn,
			amountCents: invoice.amountCents,
			paidCents: invoice.paidCents,
			paidAt: invoice.paidAt,
			cancelledAt: invoice.cancelledAt,
			replacedById: invoice.replacedById
		})
		.from(invoice)
		.where(
			and(
				eq(invoice.customerId, customerId),
				isNull(invoice.cancelledAt),
				isNull(invoice.replacedById),
				or(isNull(invoice.paidAt), lt(invoice.paidCents, invoice.amountCents))
			)
		);

const plans = (tx: Tx, customerId: string, today: string): Promise<PlanFact[]> =>
	tx
		.select({
			id: subscription.id,
			name: servicePlan.name,
			downloadKbps: servicePlan.downloadKbps,
			uploadKbps: servicePlan.uploadKbps,
			status: subscription.status,
			priceCents: priceToday(today),
			dueDay: subscription.dueDay
		})
		.from(subscription)
		.innerJoin(servicePlan, eq(servicePlan.id, subscription.servicePlanId))
		.where(and(eq(subscription.customerId, customerId), ne(subscription.status, 'cancelled')))
		.orderBy(asc(subscription.status), desc(subscription.startedOn));

/**
 * A customer's record with the facts of its header: branch, plans, debt, warnings, contacts. `null` when there is no
 * such customer or its branch is not the reader's. `balance` is null for a technician, whose replica has no invoices
 * by rights: an unknown debt must not look like no debt.
 */
export const customerGet = defineQuery({
	name: 'customer.get',
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }, ctx) {
		const [row] = await tx
			.select({ ...columns, branchName: branch.name, createdByName: creator.name, updatedByName: updater.name })
			.from(customer)
			.leftJoin(branch, eq(branch.id, customer.branchId))
			.leftJoin(creator, eq(creator.id, customer.createdBy))
			.leftJoin(updater, eq(updater.id, customer.updatedBy))
			.where(eq(customer.id, id));
		if (!row) return null;
		const { branchName, createdByName, updatedByName, ...record } = row;
		const tickets = await tx
			.select({ id: ticket.id, protocol: ticket.protocol, subject: ticket.subject, createdAt: ticket.createdAt })
			.from(ticket)
			.where(and(eq(ticket.customerId, id), inArray(ticket.status, liveTicketStatuses)))
			.orderBy(desc(ticket.createdAt));
		const [must] = await tx
			.select({ count: sql<number>`count(*)`.mapWith(Number) })
			.from(observation)
			.where(and(eq(observation.customerId, id), eq(observation.mustRead, true)));
		const contacts = await tx
			.select({
				id: contact.id,
				name: contact.name,
				jobTitle: contact.jobTitle,
				phone: contact.phone,
				mobile: contact.mobile,
				email: contact.email,
				smsConsent: contact.smsConsent
			})
			.from(contact)
			.where(eq(contact.customerId, id))
			.orderBy(asc(contact.name));
		return {
			customer: record,
			branchName,
			createdByName,
			updatedByName,
			plans: await plans(tx, id, ctx.today),
			balance: can(ctx.actor.role, 'invoice.view') ? balance(await unsettled(tx, id), ctx.today) : null,
			mustReadCount: must?.count ?? 0,
			openTickets: tickets,
			contacts
		};
	},
	dependsOn({ id }, result) {
		const of = (table: string) => ({ table, where: { column: 'customer_id', equals: id } });
		const users = [result?.customer.createdBy, result?.customer.updatedBy].filter((user) => typeof user === 'string');
		return [
			{ table: 'customer', ids: [id] },
			...(result ? [{ table: 'branch', ids: [result.customer.branchId] }] : []),
			{ table: 'app_user', ids: users },
			of('subscription'),
			{ table: 'service_plan' },
			of('invoice'),
			of('observation'),
			of('ticket'),
			of('contact')
		];
	}
});
/** A customer's record as `customer.get` answers it. */
export type CustomerRecord = NonNullable<Awaited<ReturnType<typeof customerGet.run>>>;
/** The registration fields of a customer, as stored. */
export type CustomerRow = CustomerRecord['customer'];
