import { and, asc, desc, eq, inArray, isNull, lt, ne, or } from 'drizzle-orm';
import { balance } from '#lib/domain/invoice/balance.ts';
import type { TemplateFacts } from '#lib/domain/message-template/values.ts';
import { can } from '#lib/domain/permissions.ts';
import type { SmsContact } from '#lib/domain/sms/letter.ts';
import { liveTicketStatuses } from '#lib/domain/ticket/status.ts';
import { invoice, servicePlan, subscription } from '#lib/schema/billing.ts';
import { branch } from '#lib/schema/branch.ts';
import { contact } from '#lib/schema/contact.ts';
import { customer } from '#lib/schema/customer.ts';
import { ticket } from '#lib/schema/ticket.ts';
import type { QueryContext, Tx } from '#lib/sync/model.ts';
import { priceToday } from '../subscription/price-today.ts';

/** What an SMS to a customer says and whom it goes to. */
export interface SmsFacts extends Pick<TemplateFacts, 'customer' | 'plan' | 'balance' | 'ticket' | 'branchName'> {
	readonly id: string;
	readonly branchId: string;
	readonly contacts: readonly SmsContact[];
}

const grouped = <Row extends { readonly customerId: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> =>
	Map.groupBy(rows, ({ customerId }) => customerId);

/** Of these customers, by name; a few questions for all of them, because there are thousands. Who was forgotten or merged is not among them. */
export async function smsFacts(
	tx: Tx,
	ids: readonly string[],
	{ today, actor }: Pick<QueryContext, 'today' | 'actor'>
): Promise<readonly SmsFacts[]> {
	if (ids.length === 0) return [];
	const list = [...ids];
	const customers = await tx
		.select({
			id: customer.id,
			branchId: customer.branchId,
			name: customer.name,
			personKind: customer.personKind,
			code: customer.code,
			taxId: customer.taxId,
			email: customer.email,
			phone: customer.phone,
			mobile: customer.mobile,
			address: customer.address,
			district: customer.district,
			city: customer.city,
			state: customer.state,
			postalCode: customer.postalCode,
			branchName: branch.name
		})
		.from(customer)
		.leftJoin(branch, eq(branch.id, customer.branchId))
		.where(and(inArray(customer.id, list), isNull(customer.anonymisedAt), isNull(customer.mergedIntoId)))
		.orderBy(asc(customer.nameFolded), asc(customer.id));
	const contacts = grouped(
		await tx
			.select({
				customerId: contact.customerId,
				name: contact.name,
				mobile: contact.mobile,
				phone: contact.phone,
				smsConsent: contact.smsConsent
			})
			.from(contact)
			.where(inArray(contact.customerId, list))
			.orderBy(asc(contact.name), asc(contact.id))
	);
	const plans = grouped(
		await tx
			.select({ customerId: subscription.customerId, name: servicePlan.name, priceCents: priceToday(today), dueDay: subscription.dueDay })
			.from(subscription)
			.innerJoin(servicePlan, eq(servicePlan.id, subscription.servicePlanId))
			.where(and(inArray(subscription.customerId, list), ne(subscription.status, 'cancelled')))
			.orderBy(asc(subscription.status), desc(subscription.startedOn))
	);
	const seesDebts = can(actor.role, 'invoice.view');
	const debts = grouped(
		seesDebts
			? await tx
					.select({
						customerId: invoice.customerId,
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
							inArray(invoice.customerId, list),
							isNull(invoice.cancelledAt),
							isNull(invoice.replacedById),
							or(isNull(invoice.paidAt), lt(invoice.paidCents, invoice.amountCents))
						)
					)
			: []
	);
	const tickets = grouped(
		await tx
			.select({ customerId: ticket.customerId, protocol: ticket.protocol, subject: ticket.subject })
			.from(ticket)
			.where(and(inArray(ticket.customerId, list), inArray(ticket.status, liveTicketStatuses)))
			.orderBy(desc(ticket.createdAt))
	);
	return customers.map(({ id, branchId, branchName, ...of }) => ({
		id,
		branchId,
		branchName,
		customer: of,
		contacts: contacts.get(id) ?? [],
		plan: plans.get(id)?.[0] ?? null,
		balance: seesDebts ? balance(debts.get(id) ?? [], today) : null,
		ticket: tickets.get(id)?.[0] ?? null
	}));
}
