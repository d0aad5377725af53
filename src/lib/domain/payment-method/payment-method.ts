import type { Day } from '../day/day.ts';
import { checkFields, normaliseFields, type FieldSet } from '../field/field-set.ts';
import { refusal, type Refusal } from '../refusal.ts';

/** The three types of "Dados Débitos" (M1 5.6): by the kind of the billing method. A boleto needs no data. */
export const paymentKinds = ['bank_debit', 'card', 'phone_bill'] as const;
export type PaymentKind = (typeof paymentKinds)[number];

export const accountKinds = ['current', 'savings'] as const;
export type AccountKind = (typeof accountKinds)[number];

/** Status do Débito (items 157, 163, 168), in the order of its selector. */
export const debitStatuses = ['pending', 'sent', 'authorised', 'refused', 'cancelled'] as const;
export type DebitStatus = (typeof debitStatuses)[number];

/**
 * The fields that the form has for a kind, and no others (item 169). A card's number and code are not among them: they go
 * from the form to the tokeniser and nowhere else (design.md §9.1; card.ts).
 */
export const paymentFields = {
	bank_debit: {
		/** Agência. */
		bankBranch: { format: 'line', limit: 10, mandatory: true },
		/** Nro. de Conta Cte., with its check digit. */
		accountNumber: { format: 'line', limit: 20, mandatory: true },
		/** Código Identificador agreed with the bank. */
		identifierCode: { format: 'line', limit: 40 }
	},
	card: {},
	phone_bill: {
		/** DDD and number together. */
		phone: { format: 'phone', limit: 11, mandatory: true },
		/** Nro Contrato. */
		phoneContract: { format: 'line', limit: 40, mandatory: true }
	}
} as const satisfies Record<PaymentKind, FieldSet>;

/** Every text field of any kind. */
export const anyPaymentField = { ...paymentFields.bank_debit, ...paymentFields.phone_bill } as const satisfies FieldSet;
export type PaymentTexts = { readonly [K in keyof typeof anyPaymentField]?: string | null | undefined };

export interface PaymentData extends PaymentTexts {
	readonly accountKind?: AccountKind | null | undefined;
}

export const isPaymentKind = (kind: string): kind is PaymentKind => (paymentKinds as readonly string[]).includes(kind);

export const normalisePayment = (data: PaymentTexts, areaCode?: string): PaymentTexts => normaliseFields(anyPaymentField, data, areaCode);

/** Everything that is wrong with payment data of a kind; a value in a field that the kind does not have is wrong too. */
export function checkPayment(kind: PaymentKind, data: PaymentData, today: Day): readonly Refusal[] {
	const own: FieldSet = paymentFields[kind];
	const foreign = Object.keys(anyPaymentField)
		.filter((field) => !(field in own) && (data[field as keyof PaymentTexts] ?? null) !== null)
		.map((field) => refusal('value_invalid', field));
	const wrong = [...checkFields(own, data as Record<string, string | null>, today)];
	if (kind === 'bank_debit') {
		for (const field of ['bankBranch', 'accountNumber'] as const)
			if (data[field] && !/^\d[\d.]*(-?[\dxX])?$/.test(data[field])) wrong.push(refusal('value_invalid', field));
		if (!data.accountKind) wrong.push(refusal('field_required', 'accountKind'));
	} else if (data.accountKind) foreign.push(refusal('value_invalid', 'accountKind'));
	return [...wrong, ...foreign];
}
