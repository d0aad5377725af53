import type { Day } from '#lib/domain/day/day.ts';
import { delinquencyControl, type Delinquent } from '#lib/domain/delinquency/control.ts';
import { citiesWithBalance } from '#lib/domain/delinquency/filter.ts';
import { defineQuery, type Dependency } from '#lib/sync/model.ts';
import { delinquencyArgs, delinquencyDependencies, filterOf } from './filter.ts';
import { loadOverdue } from './load.ts';
import type { DebtorFacts } from './read.ts';

/** A line of the Controle de Inadimplentes (items 266–270). Money in cents. */
export interface DelinquentRow extends DebtorFacts {
	/** Of the customer. */
	readonly id: string;
	/** Of the oldest debt. */
	readonly daysLate: number;
	readonly totalCents: number;
	/** How many debts are in the total. */
	readonly debts: number;
	/** Formas de Cobrança of the debts; of one whose method is not known the empty text. */
	readonly billingMethodIds: readonly string[];
}

export interface DelinquencyList {
	/** The day from which days late are counted. */
	readonly today: Day;
	/** In the order of the domain: the longest overdue first. */
	readonly customers: readonly DelinquentRow[];
	readonly totals: { readonly customers: number; readonly debts: number; readonly cents: number };
	/** Cities that can be ticked: of whoever is overdue under the other filters; the empty text for customers without one. */
	readonly cities: readonly string[];
}

/** One plain loop: there are thousands, and each array in between would be as many again. */
function rowsOf(customers: readonly Delinquent[], debtorOf: (customerId: string) => DebtorFacts | undefined): DelinquentRow[] {
	const rows: DelinquentRow[] = [];
	for (const { customerId, daysLate, totalCents, debts } of customers) {
		const facts = debtorOf(customerId);
		if (!facts) continue;
		const billingMethodIds: string[] = [];
		for (const { receivables } of debts)
			for (const { billingMethodId } of receivables)
				if (!billingMethodIds.includes(billingMethodId)) billingMethodIds.push(billingMethodId);
		const { code, branchId, name, personKind, active, phone, condominium, city } = facts;
		rows.push({
			id: customerId,
			code,
			branchId,
			name,
			personKind,
			active,
			phone,
			condominium,
			city,
			daysLate,
			totalCents,
			debts: debts.length,
			billingMethodIds
		});
	}
	return rows;
}

/** The customers that an answer looked at, those that the filters left out too: a move to another city can bring one in. */
const lookedAt = new WeakMap<DelinquencyList, readonly string[]>();

/** The overdue accounts of each customer under the filters (items 265–289): SQL finds what is overdue, the domain's rules do the rest. */
export const delinquencyList = defineQuery({
	name: 'delinquency.list',
	args: delinquencyArgs,
	async run(tx, args, { today, memory }): Promise<DelinquencyList> {
		const { rows, debtorOf, customerIds } = await loadOverdue(tx, args, today, memory);
		const { customers, totals } = delinquencyControl(rows, filterOf(args, rows), args.mode, today);
		const answer: DelinquencyList = {
			today,
			customers: rowsOf(customers, debtorOf),
			totals,
			cities: [...citiesWithBalance(rows)].sort()
		};
		lookedAt.set(answer, customerIds);
		return answer;
	},
	dependsOn: (args, answer): readonly Dependency[] => delinquencyDependencies(args, answer.today, lookedAt.get(answer) ?? [])
});
