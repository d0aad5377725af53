import type { BankCode } from '#lib/domain/boleto/account.ts';
import type { BillingMethodKind } from '#lib/schema/list.ts';
import type { Outline } from './outline.ts';

/** How the provider of the demonstration collects: its accounts at banks and its billing methods. Rows refer to them by their place here. */
export interface DemoCollectionAccount {
	readonly name: string;
	readonly bank: BankCode;
	readonly bankBranch: string;
	readonly accountNumber: string | null;
	readonly accountDigit: string | null;
	readonly portfolio: string;
	readonly beneficiaryCode: string | null;
	readonly modality: string | null;
	readonly cnabLength: 240 | 400;
	readonly pixKey: string;
}
export const beneficiary = {
	name: 'Tuvira Fibra Telecomunicações Ltda',
	taxId: '11222333000181',
	address: 'Avenida Manoel Goulart, 1500, Presidente Prudente SP'
} as const;

export const collectionAccounts: readonly DemoCollectionAccount[] = [
	{
		name: 'Itaú 109',
		bank: '341',
		bankBranch: '0057',
		accountNumber: '12345',
		accountDigit: '7',
		portfolio: '109',
		beneficiaryCode: null,
		modality: null,
		cnabLength: 400,
		pixKey: 'cobranca@tuvira.example'
	},
	{
		name: 'Sicoob 1/01',
		bank: '756',
		bankBranch: '4327',
		accountNumber: null,
		accountDigit: null,
		portfolio: '1',
		beneficiaryCode: '1234566',
		modality: '01',
		cnabLength: 240,
		pixKey: '11222333000181'
	}
];

export interface DemoBillingMethod {
	readonly name: string;
	readonly kind: BillingMethodKind;
	/** Place in `collectionAccounts`. */
	readonly account: number | null;
	readonly instructions: string | null;
	readonly suspendMinimumCents: number;
	readonly suspendDaysOverdue: number;
	readonly suspendDaysBefore: number;
	readonly suspendFixedDay: number | null;
}
const method = (name: string, kind: BillingMethodKind, more: Partial<DemoBillingMethod> = {}): DemoBillingMethod => ({
	name,
	kind,
	account: null,
	instructions: null,
	suspendMinimumCents: 2000,
	suspendDaysOverdue: 10,
	suspendDaysBefore: 15,
	suspendFixedDay: null,
	...more
});
const instructions = 'Não receber após 60 dias do vencimento.';
export const billingMethods: readonly DemoBillingMethod[] = [
	method('Boleto bancário', 'boleto', { account: 0, instructions }),
	method('Débito em conta', 'bank_debit'),
	method('Cartão de crédito', 'card'),
	method('Débito em conta telefônica', 'phone_bill'),
	// Companies: one date a month, and not for small change.
	method('Boleto empresas', 'boleto', {
		account: 1,
		instructions,
		suspendMinimumCents: 10_000,
		suspendDaysOverdue: 20,
		suspendFixedDay: 20
	})
];

/** By which method somebody's plans are billed: whoever has an account or a card on file, by that; the others by boleto. */
export function billingMethodOf(outline: Outline, onFile: number | undefined): number {
	return onFile ?? (outline.legal ? 4 : 0);
}
