import { refusal, type Refusal } from '../refusal.ts';

export const reasonLimit = 200;

export interface Forgetting {
	/** As typed by the person who confirms: the code of the customer. */
	readonly confirmation: string;
	readonly reason: string;
}
export interface WhoIsForgotten {
	readonly code: number;
	readonly anonymisedAt: string | null;
	readonly mergedIntoId: string | null;
	/** Plans that are active or suspended. */
	readonly runningPlans: number;
}

/**
 * Why somebody cannot be forgotten now, or null. Debts do not stand in the way: the invoices stay, and the duty to keep whose they
 * are with them (legal-hold.ts). A running plan does: the contract needs its person (LGPD art. 7 V).
 */
export function whyNotForget(who: WhoIsForgotten, asked: Forgetting): Refusal | null {
	if (who.anonymisedAt !== null) return refusal('customer_anonymised');
	if (who.mergedIntoId !== null) return refusal('anonymise_merged');
	if (who.runningPlans > 0) return refusal('anonymise_running_plan', undefined, { count: who.runningPlans });
	if (asked.reason.trim() === '') return refusal('field_required', 'reason');
	const length = asked.reason.trim().length;
	if (length > reasonLimit) return refusal('field_too_long', 'reason', { limit: reasonLimit, length });
	if (asked.confirmation.trim() !== String(who.code)) return refusal('confirmation_wrong', 'confirmation', { code: who.code });
	return null;
}
