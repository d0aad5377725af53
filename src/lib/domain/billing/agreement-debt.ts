import type { Day } from '../day/day.ts';
import { openCents, type InvoiceFacts } from '../invoice/balance.ts';
import type { Cents } from '../money.ts';
import { lateAmount, type LateTerms } from './late-fee.ts';

/** An invoice that an agreement would take the place of, with what paying it late costs. */
export interface AgreedInvoice extends InvoiceFacts {
	readonly terms: LateTerms;
}

/** What invoices owe on the day of an agreement, each with its fine and interest: the debt before any discount. */
export function agreementDebt(invoices: readonly AgreedInvoice[], today: Day): Cents {
	return invoices.reduce((sum, one) => sum + lateAmount(openCents(one), one.dueOn, today, one.terms).totalCents, 0);
}
