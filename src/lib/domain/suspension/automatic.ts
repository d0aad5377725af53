import { maySuspendAutomatically, type CustomerOptions } from '../customer/options.ts';
import { nationalCalendar, type BankCalendar } from '../day/bank-calendar.ts';
import type { Day } from '../day/day.ts';
import type { SuspensionDate } from '../delinquency/suspension.ts';

export interface AutomaticFacts {
	readonly active: boolean;
	/** A suspension of it is open: asked for, in force, or on its way back. */
	readonly open: boolean;
	readonly date: SuspensionDate;
	/** Its billing method suspends on business days only. */
	readonly onBusinessDay: boolean;
	/** Day on which somebody last gave the service back, or took a suspension back, though the debt stood; null: nobody did. */
	readonly givenBackOn: Day | null;
}

/**
 * Does the automatic suspension take this plan on `today` (items 94, 271–275)? From its lawful day on, and once: what a person gave back
 * stays so until a later lawful day comes, as after a promise that was broken. Nobody is there to write a reason, so never early. Where the
 * billing method suspends on business days only, that is so of every later day too: a lawful Friday that was missed waits for Monday.
 */
export function isDueForSuspension(
	plan: AutomaticFacts,
	customer: Pick<CustomerOptions, 'autoSuspend'>,
	today: Day,
	calendar: BankCalendar = nationalCalendar
): boolean {
	if (!maySuspendAutomatically(customer) || !plan.active || plan.open || plan.date.on === null || plan.date.on > today) return false;
	if (plan.onBusinessDay && !calendar.isBusinessDay(today)) return false;
	return plan.givenBackOn === null || plan.date.on > plan.givenBackOn;
}
