import type { Day } from '../day/day.ts';

/** A customer's plan, as far as it says what an invoice is for. */
export interface BilledPlan {
	readonly serviceGroupId: string | null;
	readonly billingMethodId: string | null;
	readonly dueDay: number;
	readonly startedOn: Day;
	/** Null: goes on. */
	readonly endedOn: Day | null;
}

/** What an invoice of the monthly run knows of itself. */
export interface BilledMonth {
	readonly billingMethodId: string | null;
	/** `2026-11`; null: for no month, so for no plan. */
	readonly competence: string | null;
	/** Due day of its run; null: not known. */
	readonly dueDay: number | null;
}

/**
 * Groups of the plans on an invoice, for the filter by group (279, 280). The lines of invoices are kept at the centre only; what a
 * computer in an office has are the customer's plans, and a run puts those of one billing method and due day on one invoice. Where no
 * plan is billed that way any more (method or day were changed since), all that ran in that month count: a debt shown once too often
 * in a filter is better than one that is hidden.
 */
export function serviceGroupsOf(invoice: BilledMonth, plans: readonly BilledPlan[]): readonly string[] {
	const { competence } = invoice;
	if (competence === null) return [];
	const running = plans.filter(
		({ startedOn, endedOn }) => startedOn.slice(0, 7) <= competence && (endedOn === null || endedOn.slice(0, 7) >= competence)
	);
	const together = running.filter(
		(plan) => plan.billingMethodId === invoice.billingMethodId && (invoice.dueDay === null || plan.dueDay === invoice.dueDay)
	);
	const on = together.length > 0 ? together : running;
	return [...new Set(on.flatMap(({ serviceGroupId }) => (serviceGroupId === null ? [] : [serviceGroupId])))];
}

/** The due day at the end of an invoice's run key; null where there is none. */
export function dueDayOfRun(runKey: string | null): number | null {
	const found = /:(\d{1,2})$/.exec(runKey ?? '')?.[1];
	return found === undefined ? null : Number(found);
}
