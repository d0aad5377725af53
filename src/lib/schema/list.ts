import { sql } from 'drizzle-orm';
import { bigint, boolean, check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { BankCode } from '#lib/domain/boleto/account.ts';
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

/** Conta de cobrança: what was agreed with a bank to issue boletos (domain/boleto/account.ts says what each bank needs). */
export const collectionAccount = pgTable(
	'collection_account',
	{
		...named(),
		bank: text('bank').$type<BankCode>().notNull(),
		bankBranch: text('bank_branch'),
		bankBranchDigit: text('bank_branch_digit'),
		accountNumber: text('account_number'),
		accountDigit: text('account_digit'),
		portfolio: text('portfolio'),
		beneficiaryCode: text('beneficiary_code'),
		station: text('station'),
		originByte: text('origin_byte'),
		modality: text('modality'),
		longNumbers: boolean('long_numbers').notNull().default(false),
		/** As the bank knows us, and as the slip names us. */
		beneficiaryName: text('beneficiary_name').notNull(),
		beneficiaryTaxId: text('beneficiary_tax_id').notNull(),
		beneficiaryAddress: text('beneficiary_address').notNull(),
		/** Characters of a line of its remessas and retornos. */
		cnabLength: integer('cnab_length').$type<240 | 400>().notNull().default(240),
		/** PIX key on the same slip; null: no PIX. */
		pixKey: text('pix_key')
	},
	(t) => [
		check('collection_account_bank', sql`${t.bank} in ('001','033','104','237','341','748','756')`),
		check('collection_account_cnab', sql`${t.cnabLength} in (240, 400)`)
	]
);

/**
 * Forma de Cobrança (M1 5.6.1): its kind decides which payment data it needs. With the rules of paying late and of suspension
 * (M2 3.1, items 271–275); the law's own dates come on top of them (domain/delinquency/suspension.ts).
 */
export const billingMethod = pgTable(
	'billing_method',
	{
		...named(),
		kind: text('kind').$type<BillingMethodKind>().notNull(),
		/** Of a `boleto`. Null: it cannot issue any yet. */
		collectionAccountId: uuid('collection_account_id').references(() => collectionAccount.id),
		/** Multa, once; at most 2 % (CDC art. 52 § 1º). */
		fineBasisPoints: integer('fine_basis_points').notNull().default(200),
		/** Juros de mora a month of 30 days; at most 1 %. */
		monthlyInterestBasisPoints: integer('monthly_interest_basis_points').notNull().default(100),
		/** What the slip tells the cashier besides what follows from the rules. */
		instructions: text('instructions'),
		/** Valor mínimo: below this debt nobody is suspended (271). */
		suspendMinimumCents: bigint('suspend_minimum_cents', { mode: 'number' }).notNull().default(0),
		/** Dias de atraso (272). */
		suspendDaysOverdue: integer('suspend_days_overdue').notNull().default(15),
		/** Dias antes de ser suspenso: between the notice and the suspension (273). */
		suspendDaysBefore: integer('suspend_days_before').notNull().default(15),
		/** Data fixa: the day of the month on which suspensions happen (274). Null: any. */
		suspendFixedDay: integer('suspend_fixed_day'),
		/** Never on a day before which nobody can pay. */
		suspendOnBusinessDay: boolean('suspend_on_business_day').notNull().default(true),
		/** Whether the ladder suspends by itself, or only proposes. */
		suspendsByItself: boolean('suspends_by_itself').notNull().default(false)
	},
	(t) => [
		check('billing_method_kind', sql`${t.kind} in ('boleto','bank_debit','card','phone_bill')`),
		check('billing_method_fine', sql`${t.fineBasisPoints} between 0 and 200`),
		check('billing_method_interest', sql`${t.monthlyInterestBasisPoints} between 0 and 100`),
		check('billing_method_fixed_day', sql`${t.suspendFixedDay} between 1 and 31`),
		check(
			'billing_method_suspension',
			sql`${t.suspendMinimumCents} >= 0 and ${t.suspendDaysOverdue} between 0 and 365 and ${t.suspendDaysBefore} between 0 and 365`
		)
	]
);

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
