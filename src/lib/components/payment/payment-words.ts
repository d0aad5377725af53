import type { DebitStatus } from '#lib/domain/payment-method/payment-method.ts';
import { formatExpiry } from '#lib/domain/payment-method/card.ts';
import { formatPhone } from '#lib/domain/phone/phone.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PaymentMethodRow } from '#lib/queries/payment-method/list.ts';
import type { Tone } from '#lib/ui/StatusTag.svelte';

const kinds: Readonly<Record<string, () => string>> = {
	boleto: m.payment_kind_boleto,
	bank_debit: m.payment_kind_bank_debit,
	card: m.payment_kind_card,
	phone_bill: m.payment_kind_phone_bill
};
export const paymentKindName = (kind: string): string => kinds[kind]?.() ?? kind;

const statuses: Readonly<Record<DebitStatus, () => string>> = {
	pending: m.payment_status_pending,
	sent: m.payment_status_sent,
	authorised: m.payment_status_authorised,
	refused: m.payment_status_refused,
	cancelled: m.payment_status_cancelled
};
export const debitStatusName = (status: DebitStatus): string => statuses[status]();

export const debitStatusTone: Readonly<Record<DebitStatus, Tone>> = {
	pending: 'pending',
	sent: 'accent',
	authorised: 'success',
	refused: 'danger',
	cancelled: 'neutral'
};

export const accountKindName = (kind: string | null): string =>
	kind === null ? '' : kind === 'savings' ? m.payment_account_savings() : m.payment_account_current();

/** `Visa final 1111, validade 12/2030` */
export function cardWords(one: PaymentMethodRow): string {
	return m.payment_card_kept({
		brand: one.cardBrand ?? m.payment_card_unknown_brand(),
		digits: one.cardLastFour ?? '····',
		expiry: one.cardExpiryMonth && one.cardExpiryYear ? formatExpiry(one.cardExpiryMonth, one.cardExpiryYear) : '—'
	});
}

/** The data of its kind as titles and values, for the list and for the printed authorisation. */
export function paymentFacts(one: PaymentMethodRow): readonly { readonly title: string; readonly value: string }[] {
	const facts =
		one.kind === 'card'
			? [{ title: m.payment_kind_card(), value: cardWords(one) }]
			: one.kind === 'phone_bill'
				? [
						{ title: m.payment_phone(), value: one.phone === null ? '' : formatPhone(one.phone) },
						{ title: m.payment_phone_contract(), value: one.phoneContract ?? '' }
					]
				: [
						{ title: m.payment_bank_branch(), value: one.bankBranch ?? '' },
						{ title: m.payment_account_number(), value: one.accountNumber ?? '' },
						{ title: m.payment_account_kind(), value: accountKindName(one.accountKind) },
						{ title: m.payment_identifier_code(), value: one.identifierCode ?? '' }
					];
	return facts.filter(({ value }) => value !== '');
}
