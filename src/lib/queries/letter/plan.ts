import { and, asc, eq, inArray, isNull, like, lt, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { invoiceStatus } from '#lib/domain/invoice/balance.ts';
import { letterDestinations, letterKey, planLetter, type LetterPlan, type LetterTo } from '#lib/domain/mail/collection-letter.ts';
import { letterLimits } from '#lib/domain/mail/letter.ts';
import { invoice } from '#lib/schema/billing.ts';
import { contact } from '#lib/schema/contact.ts';
import { customer } from '#lib/schema/customer.ts';
import { billingMethod } from '#lib/schema/list.ts';
import { mailMessage } from '#lib/schema/mail.ts';
import { defineQuery, type Dependency, type Tx } from '#lib/sync/model.ts';

/** As many customers as one batch takes. */
export const mostLetters = 5000;

/** One customer's Carta de Cobrança, before it is sent. */
export interface PlannedLetter extends LetterPlan {
	readonly id: string;
	readonly code: number;
	readonly name: string;
	readonly branchId: string;
	/** Overdue invoices with a boleto, oldest first: what is attached. */
	readonly invoiceIds: readonly string[];
	/** Under which this letter goes out once (domain/mail/collection-letter.ts). */
	readonly letterKey: string;
}

/** One value of thousands of ids, not thousands of parameters. */
const among = (of: PgColumn, ids: readonly string[]): SQL => sql`${of} = any(${`{${ids.join(',')}}`}::uuid[])`;

/** What each of these customers would get, in the order of their names; the forgotten and the merged are nobody to write to. */
export async function planLetters(
	tx: Tx,
	ask: { readonly customerIds: readonly string[]; readonly messageTemplateId: string | null; readonly to: LetterTo },
	today: string
): Promise<PlannedLetter[]> {
	const ids = [...new Set(ask.customerIds)];
	if (ids.length === 0) return [];
	const owners = await tx
		.select({
			id: customer.id,
			code: customer.code,
			name: customer.name,
			branchId: customer.branchId,
			email: customer.email,
			emailBeforeDue: customer.emailBeforeDue,
			emailDelinquency: customer.emailDelinquency
		})
		.from(customer)
		.where(and(among(customer.id, ids), isNull(customer.anonymisedAt), isNull(customer.mergedIntoId)))
		.orderBy(asc(customer.name), asc(customer.id));
	const contacts = Map.groupBy(
		await tx
			.select({ customerId: contact.customerId, name: contact.name, email: contact.email, contactTypeId: contact.contactTypeId })
			.from(contact)
			.where(among(contact.customerId, ids))
			.orderBy(asc(contact.name), asc(contact.id)),
		({ customerId }) => customerId
	);
	const overdue = Map.groupBy(await overdueOf(tx, ids, today), ({ customerId }) => customerId);
	const today_ = await lettersOf(tx, ids, ask.messageTemplateId, today);
	return owners.map(({ email, emailBeforeDue, emailDelinquency, ...owner }) => {
		const owed = overdue.get(owner.id) ?? [];
		const sent = today_.get(owner.id) ?? [];
		const plan = planLetter(
			{
				email,
				options: { emailBeforeDue, emailDelinquency },
				contacts: contacts.get(owner.id) ?? [],
				owes: owed.length > 0,
				lettered: sent.some(({ recipients }) => recipients.some(({ status }) => status === 'queued' || status === 'sent'))
			},
			ask.to
		);
		return {
			...owner,
			...plan,
			invoiceIds: owed
				.filter(({ kind }) => kind === 'boleto')
				.slice(0, letterLimits.invoices)
				.map(({ id }) => id),
			letterKey: letterKey(owner.id, ask.messageTemplateId ?? '', today, sent.length)
		};
	});
}

async function overdueOf(tx: Tx, ids: readonly string[], today: string) {
	const found = await tx
		.select({
			id: invoice.id,
			customerId: invoice.customerId,
			kind: billingMethod.kind,
			dueOn: invoice.dueOn,
			amountCents: invoice.amountCents,
			paidCents: invoice.paidCents,
			paidAt: invoice.paidAt,
			cancelledAt: invoice.cancelledAt,
			replacedById: invoice.replacedById
		})
		.from(invoice)
		.leftJoin(billingMethod, eq(billingMethod.id, invoice.billingMethodId))
		.where(and(among(invoice.customerId, ids), lt(invoice.dueOn, today), isNull(invoice.cancelledAt), isNull(invoice.replacedById)))
		.orderBy(asc(invoice.dueOn), asc(invoice.number));
	return found.filter((one) => invoiceStatus(one, today) === 'overdue');
}

/** Letters of this kind that these customers were given today, those that reached nobody too. */
async function lettersOf(tx: Tx, ids: readonly string[], messageTemplateId: string | null, today: string) {
	if (messageTemplateId === null) return new Map<string, never[]>();
	const found = await tx
		.select({ customerId: mailMessage.customerId, recipients: mailMessage.recipients })
		.from(mailMessage)
		.where(
			and(
				among(mailMessage.customerId, ids),
				inArray(mailMessage.messageTemplateId, [messageTemplateId]),
				like(mailMessage.letterKey, `%.${messageTemplateId}.${today}.%`)
			)
		);
	return Map.groupBy(found, ({ customerId }) => customerId);
}

/** What a batch is asked with; the dialog and the mutator say it alike. */
export const letterTo = {
	destination: z.enum(letterDestinations),
	contactTypeId: z.uuid().nullable()
} as const;

/** What "Enviar" would do now, customer by customer. Live: somebody who pays is written to no more. */
export const letterPlan = defineQuery({
	name: 'letter.plan',
	args: z.object({ customerIds: z.array(z.uuid()).max(mostLetters), messageTemplateId: z.uuid().nullable(), ...letterTo }),
	run: (tx, { customerIds, messageTemplateId, ...to }, ctx) => planLetters(tx, { customerIds, messageTemplateId, to }, ctx.today),
	dependsOn: ({ customerIds }): readonly Dependency[] => {
		const chosen = new Set(customerIds);
		const theirs = (row: Record<string, unknown>) => chosen.has(String(row['customer_id']));
		return [
			...['contact', 'invoice', 'mail_message'].map((table) => ({ table, rows: theirs })),
			{ table: 'customer', ids: customerIds },
			{ table: 'billing_method' }
		];
	}
});
