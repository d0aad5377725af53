import type { Cents } from '../money.ts';
import type { SkipReason } from './invoice-run.ts';

/** A customer as a preview names one. */
export interface NamedCustomer {
	readonly customerId: string;
	readonly code: number;
	readonly name: string;
}

/** Somebody with a plan that is not billed in any run: who they are, as far as a screen can show. */
export interface LeftOut {
	readonly count: number;
	/** The first of them. */
	readonly customers: readonly NamedCustomer[];
}

/** What a run would do at this moment. Money in cents. */
export interface RunPreview {
	readonly branchId: string;
	readonly dueDay: number;
	/** Day that stands on the invoices. */
	readonly dueOn: string;
	/** Customers with something to bill on this due day, those that are billed already included. */
	readonly customers: number;
	readonly invoices: number;
	readonly totalCents: Cents;
	/** Credit that it would use up. */
	readonly creditCents: Cents;
	/** The first invoices, in the order in which they would be made. */
	readonly lines: readonly (NamedCustomer & { readonly items: number; readonly totalCents: Cents })[];
	/** Plans and charges that it would leave out, and why; reasons with none are not there. */
	readonly skipped: readonly ({ readonly reason: SkipReason } & LeftOut)[];
	/** Running plans of this due day without a billing method: nobody ever bills them. */
	readonly withoutMethod: LeftOut;
	/** Running plans that cost nothing. */
	readonly withoutPrice: LeftOut;
	/** Invoices that a bank slip is expected of and that would get none: the code of what is wrong with the account. */
	readonly withoutBoleto: readonly { readonly methodName: string; readonly code: string; readonly invoices: number }[];
}
