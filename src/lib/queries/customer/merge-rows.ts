import { and, eq, getTableName, isNull, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { address } from '#lib/schema/address.ts';
import { invoice, subscription } from '#lib/schema/billing.ts';
import { contact, extraFieldValue } from '#lib/schema/contact.ts';
import { document } from '#lib/schema/document.ts';
import { mailMessage } from '#lib/schema/mail.ts';
import { smsMessage } from '#lib/schema/sms.ts';
import { observation, reading } from '#lib/schema/observation.ts';
import { paymentMethod } from '#lib/schema/payment-method.ts';
import { contract, emailAccount, equipment, ipAssignment, login, tvCard, voiceTerminal } from '#lib/schema/plan-item.ts';
import { agreement, charge, paymentPromise, subscriptionPrice } from '#lib/schema/receivable.ts';
import { debtNotice, suspension } from '#lib/schema/suspension.ts';
import { ticket, ticketEntry, workOrder } from '#lib/schema/ticket.ts';
import type { Tx } from '#lib/sync/model.ts';

type Belonging =
	| typeof address
	| typeof agreement
	| typeof charge
	| typeof contact
	| typeof contract
	| typeof debtNotice
	| typeof document
	| typeof emailAccount
	| typeof equipment
	| typeof extraFieldValue
	| typeof invoice
	| typeof ipAssignment
	| typeof login
	| typeof mailMessage
	| typeof observation
	| typeof paymentMethod
	| typeof paymentPromise
	| typeof reading
	| typeof smsMessage
	| typeof subscription
	| typeof subscriptionPrice
	| typeof suspension
	| typeof ticket
	| typeof ticketEntry
	| typeof tvCard
	| typeof voiceTerminal
	| typeof workOrder;
interface Behind {
	readonly table: Belonging;
	readonly by: PgColumn;
}
interface Root {
	readonly table: Belonging;
	/** What hangs on its rows: taken along by foreign keys at the centre, by us in a replica (an invoice's items and payments are at the centre only). */
	readonly behind?: readonly Behind[];
}

/** Everything that hangs on a customer and goes over with a merge; told-off overwriting stays where it was told. */
export const mergeRoots: readonly Root[] = [
	{ table: contact },
	{ table: extraFieldValue },
	{ table: address },
	{ table: paymentMethod },
	{ table: document },
	{ table: observation, behind: [{ table: reading, by: reading.observationId }] },
	{ table: ticket, behind: [{ table: ticketEntry, by: ticketEntry.ticketId }] },
	{ table: workOrder },
	{
		table: subscription,
		behind: [login, emailAccount, ipAssignment, voiceTerminal, tvCard, contract, subscriptionPrice, suspension].map((table) => ({
			table,
			by: table.subscriptionId
		}))
	},
	{ table: equipment },
	{ table: invoice },
	{ table: charge },
	{ table: agreement },
	{ table: paymentPromise },
	{ table: debtNotice },
	{ table: mailMessage },
	{ table: smsMessage }
];

export const mergedTables: readonly string[] = mergeRoots.map(({ table }) => getTableName(table));

/** Table → ids of its rows, without the tables that have none. */
export type RowIds = Readonly<Record<string, readonly string[]>>;

/**
 * Ids of the rows that a merge takes over. What the record that goes on has already of an extra field stays its own: the
 * duplicate's value remains with the duplicate.
 */
export async function rowsToMerge(tx: Tx, from: string, to: string): Promise<RowIds> {
	const own = (table: Belonging, where?: SQL) =>
		tx
			.select({ id: table.id })
			.from(table)
			.where(and(eq(table.customerId, from), where));
	const fieldsOf = (id: string) =>
		tx
			.select({ id: extraFieldValue.id, field: extraFieldValue.extraFieldId })
			.from(extraFieldValue)
			.where(and(eq(extraFieldValue.customerId, id), isNull(extraFieldValue.contactId)));
	const filled = new Set((await fieldsOf(to)).map(({ field }) => field));
	const staying = new Set((await fieldsOf(from)).filter(({ field }) => filled.has(field)).map(({ id }) => id));
	const out: Record<string, string[]> = {};
	for (const { table } of mergeRoots) {
		const ids = (await own(table)).map(({ id }) => id).filter((id) => !staying.has(id));
		if (ids.length > 0) out[getTableName(table)] = ids.sort();
	}
	return out;
}
