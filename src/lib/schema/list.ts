import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { authorship, id } from './columns.ts';

/**
 * Short lists of the Painel de Configuração that forms choose from. A value in use is never deleted: it is set inactive,
 * so that old rows keep their word and new ones cannot take it. (Tipo de Observação: observation.ts.)
 */
const named = () => ({
	id: id(),
	name: text('name').notNull(),
	active: boolean('active').notNull().default(true),
	...authorship()
});

/** Tipo de Contato (M1 5.4.3). */
export const contactType = pgTable('contact_type', named());

/** Tipo de Endereço (M1 5.3.1). */
export const addressType = pgTable('address_type', named());

/** Motivo de Cancelamento (M1 6.4.1). */
export const cancellationReason = pgTable('cancellation_reason', named());

/** Equipe: who a ticket waits for. */
export const team = pgTable('team', named());

/** Remetentes E-mail: who automatic mail comes from. With `sms` its subject may head an SMS (M2 3.10.1). */
export const senderAddress = pgTable('sender_address', {
	...named(),
	email: text('email').notNull(),
	subject: text('subject').notNull(),
	sms: boolean('sms').notNull().default(false)
});

export const billingMethodKinds = ['boleto', 'bank_debit', 'card', 'phone_bill'] as const;
export type BillingMethodKind = (typeof billingMethodKinds)[number];

/** Forma de Cobrança (M1 5.6.1): its kind decides which payment data it needs. */
export const billingMethod = pgTable('billing_method', { ...named(), kind: text('kind').$type<BillingMethodKind>().notNull() }, (t) => [
	check('billing_method_kind', sql`${t.kind} in ('boleto','bank_debit','card','phone_bill')`)
]);

export const extraFieldOwners = ['customer', 'contact'] as const;
export type ExtraFieldOwner = (typeof extraFieldOwners)[number];
export const extraFieldKinds = ['text', 'number', 'date', 'yes_no', 'choice'] as const;
export type ExtraFieldKind = (typeof extraFieldKinds)[number];

/** Campo Extra: its definition (M1 5.2, 5.4.11). Values: extra-field-value.ts. */
export const extraField = pgTable(
	'extra_field',
	{
		...named(),
		owner: text('owner').$type<ExtraFieldOwner>().notNull(),
		kind: text('kind').$type<ExtraFieldKind>().notNull(),
		/** Of a `choice`: one a line. */
		choices: text('choices'),
		position: integer('position').notNull().default(0)
	},
	(t) => [
		check('extra_field_owner', sql`${t.owner} in ('customer','contact')`),
		check('extra_field_kind', sql`${t.kind} in ('text','number','date','yes_no','choice')`)
	]
);

export const templateChannels = ['email', 'sms', 'ticket'] as const;
export type TemplateChannel = (typeof templateChannels)[number];

/** Modelo de mensagem. Its body is a shared text like the customer's remarks: the text, and its Yjs state in base64. */
export const messageTemplate = pgTable(
	'message_template',
	{ ...named(), channel: text('channel').$type<TemplateChannel>().notNull(), body: text('body'), bodyYjs: text('body_yjs') },
	(t) => [check('message_template_channel', sql`${t.channel} in ('email','sms','ticket')`)]
);
