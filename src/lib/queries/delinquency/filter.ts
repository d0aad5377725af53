import { isNull, and, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Day } from '#lib/domain/day/day.ts';
import { citiesWithBalance, type DelinquencyFilter } from '#lib/domain/delinquency/filter.ts';
import type { ReceivableRow } from '#lib/domain/delinquency/receivable.ts';
import { invoice } from '#lib/schema/billing.ts';
import { personKinds } from '#lib/schema/customer.ts';
import type { Dependency } from '#lib/sync/model.ts';

const day = z.iso.date().nullable().default(null);
const ids = z.array(z.uuid()).max(100_000).default([]);

/** The filters of the Controle de Inadimplentes as they travel (items 276–288); left out, everything narrows nothing. */
export const delinquencyArgs = z.object({
	/** Período: due days, both included. */
	from: day,
	to: day,
	customerIds: ids,
	billingMethodIds: ids,
	serviceGroupIds: ids,
	/** Cidades that were unticked: a city nobody has thought of yet is ticked, as at first. */
	exceptCities: z.array(z.string().max(200)).max(10_000).default([]),
	active: z.boolean().default(true),
	inactive: z.boolean().default(true),
	personKind: z.enum(personKinds).nullable().default(null),
	/** Excluir / Incluir Parc. Dívida. */
	mode: z.enum(['exclude', 'include']).default('exclude'),
	/** The day on which it is asked: a screen that is left open over night asks again. What counts is the context's own day. */
	asked: z.iso.date().optional()
});
export type DelinquencyArgs = z.infer<typeof delinquencyArgs>;

/** The filter of the domain. `rows`: what there is, for the cities that are ticked. */
export function filterOf(args: DelinquencyArgs, rows: readonly ReceivableRow[]): DelinquencyFilter {
	const except = new Set(args.exceptCities);
	return {
		from: args.from,
		to: args.to,
		customerIds: new Set(args.customerIds),
		billingMethodIds: new Set(args.billingMethodIds),
		serviceGroupIds: new Set(args.serviceGroupIds),
		cities: except.size === 0 ? null : new Set([...citiesWithBalance(rows)].filter((city) => !except.has(city))),
		active: args.active,
		inactive: args.inactive,
		personKind: args.personKind
	};
}

/** Still a debt: the words of the partial index `invoice_open`, so that it is used. */
export const stillOwed = (): SQL | undefined => and(isNull(invoice.paidAt), isNull(invoice.cancelledAt), isNull(invoice.replacedById));

/** The same of a row as it was before a change or is after it (SQL names). */
const isOwed = (row: Record<string, unknown>): boolean =>
	(row['paid_at'] ?? null) === null && (row['cancelled_at'] ?? null) === null && (row['replaced_by_id'] ?? null) === null;

/**
 * What an answer can change by: an invoice that was or is an overdue debt under the filters, and the customers that it looked at.
 * An instalment not yet due counts in Incluir, for its agreement's total.
 */
export function delinquencyDependencies(args: DelinquencyArgs, today: Day, customerIds: readonly string[]): readonly Dependency[] {
	const [customers, methods] = [new Set(args.customerIds), new Set(args.billingMethodIds)];
	const concerns = (row: Record<string, unknown>): boolean => {
		if (!isOwed(row) || (customers.size > 0 && !customers.has(String(row['customer_id'])))) return false;
		// Narrowed by period and method are the overdue ones only; their agreement comes whole.
		if (args.mode === 'include' && (row['agreement_id'] ?? null) !== null) return true;
		const due = String(row['due_on']);
		return (
			due < today &&
			(args.from === null || due >= args.from) &&
			(args.to === null || due <= args.to) &&
			(methods.size === 0 || methods.has(String(row['billing_method_id'])))
		);
	};
	const ownPlans = (): readonly Dependency[] => {
		const lookedAt = new Set(customerIds);
		return [{ table: 'subscription', rows: (row) => lookedAt.has(String(row['customer_id'])) }, { table: 'service_plan' }];
	};
	return [
		{ table: 'invoice', rows: concerns },
		{ table: 'customer', ids: customerIds },
		...(args.serviceGroupIds.length > 0 ? ownPlans() : [])
	];
}
