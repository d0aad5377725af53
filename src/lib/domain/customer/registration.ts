/** Tipo do Cliente: Pessoa Física or Pessoa Jurídica (item 66). */
export const personKinds = ['natural', 'legal'] as const;
export type PersonKind = (typeof personKinds)[number];

export const customerStatuses = ['active', 'inactive'] as const;
export type CustomerStatus = (typeof customerStatuses)[number];

/** "Dados Cadastro" (M1 5, items 62–84) as stored: normalised, absent is null. Code, branch and authorship are not part of it. */
export interface Registration {
	readonly personKind: PersonKind;
	readonly status: CustomerStatus;
	/** `YYYY-MM-DD`. */
	readonly registeredOn: string;
	readonly name: string;
	readonly tradeName: string | null;
	readonly taxId: string;
	readonly stateRegistration: string | null;
	readonly phone: string | null;
	readonly mobile: string | null;
	readonly fax: string | null;
	readonly email: string | null;
	readonly address: string;
	readonly district: string | null;
	readonly city: string;
	readonly state: string;
	readonly postalCode: string | null;
	readonly reference: string | null;
	readonly condominium: string | null;
	readonly billingAddress: string | null;
	readonly billingDistrict: string | null;
	readonly billingCity: string | null;
	readonly billingState: string | null;
	readonly billingPostalCode: string | null;
	readonly remarks: string | null;
	/** "Outras Opções" (M1 5.1, items 85–92); absent is what the customer has by default. */
	readonly autoSuspend?: YesNo | null;
	readonly chargeBoletoFee?: YesNo | null;
	readonly itemisedTaxInvoice?: YesNo | null;
	readonly fiscalCode?: string | null;
	readonly chargeExtraEmail?: YesNo | null;
	readonly allowDiscounts?: YesNo | null;
	readonly emailBeforeDue?: YesNo | null;
	readonly emailDelinquency?: YesNo | null;
}

/** Sim / Não as a field of text like all others: what a form types, an outbox keeps and Histórico shows. Stored as a boolean. */
export type YesNo = 'true' | 'false';

export type RegistrationField = keyof Registration;

/** Only the fields that change. */
export type RegistrationPatch = { readonly [F in RegistrationField]?: Registration[F] };
