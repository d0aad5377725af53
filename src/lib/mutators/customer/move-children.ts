import { and, eq, ne } from 'drizzle-orm';
import { address } from '#lib/schema/address.ts';
import { invoice, subscription } from '#lib/schema/billing.ts';
import { contact, extraFieldValue } from '#lib/schema/contact.ts';
import { customerMerge } from '#lib/schema/customer-merge.ts';
import { document } from '#lib/schema/document.ts';
import { mailMessage } from '#lib/schema/mail.ts';
import { smsMessage } from '#lib/schema/sms.ts';
import { overwriteNotice } from '#lib/schema/notice.ts';
import { observation, reading } from '#lib/schema/observation.ts';
import { paymentMethod } from '#lib/schema/payment-method.ts';
import { contract, emailAccount, equipment, ipAssignment, login, tvCard, voiceTerminal } from '#lib/schema/plan-item.ts';
import { debtNotice, suspension } from '#lib/schema/suspension.ts';
import {
	agreement,
	boleto,
	charge,
	invoiceItem,
	invoiceRunProblem,
	payment,
	paymentPromise,
	subscriptionPrice
} from '#lib/schema/receivable.ts';
import { ticket, ticketEntry, workOrder } from '#lib/schema/ticket.ts';
import type { Tx } from '#lib/sync/model.ts';

/** Every table of a replica whose rows follow their customer to another branch. */
export const childTables = [
	observation,
	reading,
	contact,
	extraFieldValue,
	address,
	paymentMethod,
	document,
	subscription,
	login,
	emailAccount,
	ipAssignment,
	voiceTerminal,
	tvCard,
	contract,
	equipment,
	subscriptionPrice,
	invoice,
	charge,
	agreement,
	paymentPromise,
	suspension,
	debtNotice,
	mailMessage,
	smsMessage,
	ticket,
	ticketEntry,
	workOrder,
	overwriteNotice,
	customerMerge
] as const;
/** The same of the tables that only the centre has, where foreign keys see to it. */
export const centralChildTables = [invoiceItem, invoiceRunProblem, payment, boleto] as const;

/** What `on update cascade` does at the centre, for a replica, which has no foreign keys. */
export async function moveChildren(tx: Tx, customerId: string, branchId: string): Promise<void> {
	for (const table of childTables)
		await tx
			.update(table)
			.set({ branchId })
			.where(and(eq(table.customerId, customerId), ne(table.branchId, branchId)));
}
