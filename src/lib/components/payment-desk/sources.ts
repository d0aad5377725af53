import type { PaymentRow } from '#lib/domain/settlement/payment-row.ts';
import * as m from '#lib/paraglide/messages.js';

const names: Readonly<Record<PaymentRow['source'], () => string>> = {
	cash: m.payment_desk_source_cash,
	pix: m.payment_desk_source_pix,
	card: m.payment_desk_source_card,
	transfer: m.payment_desk_source_transfer,
	boleto: m.payment_desk_source_boleto,
	bank_debit: m.payment_desk_source_bank_debit,
	credit: m.payment_desk_source_credit
};
export const sourceName = (source: PaymentRow['source']): string => names[source]();
