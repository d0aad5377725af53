import { maySuspendAutomatically, type CustomerOptions } from '../customer/options.ts';
import type { Day } from '../day/day.ts';
import type { SuspensionDate } from '../delinquency/suspension.ts';

export interface AutomaticFacts {
	readonly active: boolean;
	/** A suspension of it is open: asked for, in force, or on its way back. */
	readonly open: boolean;
	readonly date: SuspensionDate;
	/** Day on which somebody last gave the service back, or took a suspension back, though the debt stood; null: nobody did. */
	readonly givenBackOn: Day | null;
}

/**
 * Does the automatic suspension take this plan on `today` (items 94, 271–275)? From its lawful day on, and once: what a person gave
 * back stays so until a later lawful day comes, as after a promise that was broken. Nobody is there to write a reason, so never early.
 */
export function isDueForSuspension(plan: AutomaticFacts, customer: Pick<CustomerOptions, 'autoSuspend'>, today: Day): boolean {
	if (!maySuspendAutomatically(customer) || !plan.active || plan.open || plan.date.on === null || plan.date.on > today) return false;
	return plan.givenBackOn === null || plan.date.on > plan.givenBackOn;
}
