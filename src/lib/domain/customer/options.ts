/** "Outras Opções" as they are stored (M1 5.1): exceptions of one customer from what happens by itself. */
export interface CustomerOptions {
	readonly autoSuspend: boolean;
	readonly chargeBoletoFee: boolean;
	readonly itemisedTaxInvoice: boolean;
	readonly chargeExtraEmail: boolean;
	readonly allowDiscounts: boolean;
	readonly emailBeforeDue: boolean;
	readonly emailDelinquency: boolean;
}

/** Automatic mail that a customer can be spared (items 91, 92). */
export type AutomaticEmail = 'beforeDue' | 'delinquency';

/** Does the automatic suspension look at this customer at all (item 94)? A suspension by hand asks nobody. */
export const maySuspendAutomatically = (customer: Pick<CustomerOptions, 'autoSuspend'>): boolean => customer.autoSuspend;

/** May a promotional discount be created (item 95)? */
export const mayHaveDiscount = (customer: Pick<CustomerOptions, 'allowDiscounts'>): boolean => customer.allowDiscounts;

/** Does this automatic mail go to the customer (item 96)? */
export function mayEmail(customer: Pick<CustomerOptions, 'emailBeforeDue' | 'emailDelinquency'>, email: AutomaticEmail): boolean {
	return email === 'beforeDue' ? customer.emailBeforeDue : customer.emailDelinquency;
}

/** Is the boleto fee charged (item 86)? Only where the billing method asks for one. */
export const mayChargeBoletoFee = (customer: Pick<CustomerOptions, 'chargeBoletoFee'>, methodAsks: boolean): boolean =>
	methodAsks && customer.chargeBoletoFee;

/** Is e-mail or anti-spam beyond the quota charged (item 89)? */
export const mayChargeExtraEmail = (customer: Pick<CustomerOptions, 'chargeExtraEmail'>): boolean => customer.chargeExtraEmail;
