import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { branch } from './branch.ts';
import { authorship, day, id, instant } from './columns.ts';

export const personKinds = ['natural', 'legal'] as const;
export type PersonKind = (typeof personKinds)[number];
export const customerStatuses = ['active', 'inactive'] as const;
export type CustomerStatus = (typeof customerStatuses)[number];

/** Cliente: "Dados Cadastro" (M1 5, items 62–84). Documents, CEP and phones are stored as bare digits or letters. */
export const customer = pgTable(
	'customer',
	{
		id: id(),
		branchId: uuid('branch_id')
			.notNull()
			.references(() => branch.id),
		/** Código do Cliente: from a leased block, so it is final offline too. */
		code: integer('code').notNull().unique(),
		personKind: text('person_kind').$type<PersonKind>().notNull(),
		/** Razão Social of a company, name of a person. */
		name: text('name').notNull(),
		/** Nome Fantasia: companies only. */
		tradeName: text('trade_name'),
		/** CPF (11 digits) or CNPJ (14, alphanumeric since July 2026). */
		taxId: text('tax_id').notNull(),
		/** I.Est.: companies only. */
		stateRegistration: text('state_registration'),
		status: text('status').$type<CustomerStatus>().notNull().default('active'),
		registeredOn: day('registered_on').notNull(),
		phone: text('phone'),
		mobile: text('mobile'),
		fax: text('fax'),
		email: text('email'),
		address: text('address').notNull(),
		district: text('district'),
		city: text('city').notNull(),
		state: text('state').notNull(),
		postalCode: text('postal_code'),
		reference: text('reference'),
		condominium: text('condominium'),
		billingAddress: text('billing_address'),
		billingDistrict: text('billing_district'),
		billingCity: text('billing_city'),
		billingState: text('billing_state'),
		billingPostalCode: text('billing_postal_code'),
		/** Observações of the registration: several people write at once. The text, for lists, search and automations … */
		remarks: text('remarks'),
		/** … and its Yjs state, base64 (texts/kinds.ts); null while nobody has written in it together. */
		remarksYjs: text('remarks_yjs'),
		/** Suspend by the automatic suspension when unpaid (M1 5.1.1). The rest of "Outras Opções" follows. */
		autoSuspend: boolean('auto_suspend').notNull().default(true),
		chargeBoletoFee: boolean('charge_boleto_fee').notNull().default(true),
		itemisedTaxInvoice: boolean('itemised_tax_invoice').notNull().default(false),
		/** Código fiscal da atividade (CFOP), from the list of domain/customer/fiscal-code.ts. */
		fiscalCode: text('fiscal_code'),
		chargeExtraEmail: boolean('charge_extra_email').notNull().default(true),
		allowDiscounts: boolean('allow_discounts').notNull().default(true),
		emailBeforeDue: boolean('email_before_due').notNull().default(true),
		emailDelinquency: boolean('email_delinquency').notNull().default(true),
		/** A duplicate that was merged: the record that goes on. */
		mergedIntoId: uuid('merged_into_id'),
		/** The person was forgotten (LGPD art. 18 IV): what the law keeps stays under this code, without a person in it. */
		anonymisedAt: instant('anonymised_at'),
		...authorship(),
		/** Everything the search while typing looks at, folded (lower case, no accents). Each database computes its own. */
		search: text('search').generatedAlwaysAs(
			sql`fold(coalesce(name,'') || ' ' || coalesce(trade_name,'') || ' ' || code::text || ' ' || coalesce(tax_id,'') || ' ' || coalesce(phone,'') || ' ' || coalesce(mobile,'') || ' ' || coalesce(email,'') || ' ' || coalesce(address,'') || ' ' || coalesce(district,'') || ' ' || coalesce(city,'') || ' ' || coalesce(reference,''))`
		),
		/** Folded name: the order of lists and the field of a search by name. */
		nameFolded: text('name_folded').generatedAlwaysAs(sql`fold(name)`)
	},
	(t) => [
		unique('customer_in_branch').on(t.id, t.branchId),
		check('customer_person_kind', sql`${t.personKind} in ('natural','legal')`),
		check('customer_status', sql`${t.status} in ('active','inactive')`),
		index('customer_branch').on(t.branchId),
		index('customer_name_folded').on(t.nameFolded.op('text_pattern_ops')),
		index('customer_tax_id').on(t.taxId.op('text_pattern_ops')),
		index('customer_phone').on(t.phone.op('text_pattern_ops')),
		index('customer_mobile').on(t.mobile.op('text_pattern_ops')),
		index('customer_email').on(t.email),
		index('customer_search').using('gin', t.search.op('gin_trgm_ops'))
	]
);
