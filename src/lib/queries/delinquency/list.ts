import type { Day } from '#lib/domain/day/day.ts';
import { delinquencyControl } from '#lib/domain/delinquency/control.ts';
import { citiesWithBalance } from '#lib/domain/delinquency/filter.ts';
import { defineQuery, type Dependency } from '#lib/sync/model.ts';
import { delinquencyArgs, delinquencyDependencies, filterOf } from './filter.ts';
import { loadOverdue, type DebtorFacts } from './load.ts';

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

/** The customers that an answer looked at, those that the filters left out too: a move to another city can bring one in. */
const lookedAt = new WeakMap<DelinquencyList, readonly string[]>();

/** The overdue accounts of each customer under the filters (items 265–289): SQL finds what is overdue, the domain's rules do the rest. */
export const delinquencyList = defineQuery({
	name: 'delinquency.list',
	args: delinquencyArgs,
	async run(tx, args, { today }): Promise<DelinquencyList> {
		const { rows, debtors } = await loadOverdue(tx, args, today, false);
		const { customers, totals } = delinquencyControl(rows, filterOf(args, rows), args.mode, today);
		const answer: DelinquencyList = {
			today,
			customers: customers.flatMap(({ customerId, daysLate, totalCents, debts }) => {
				const facts = debtors.get(customerId);
				return facts
					? [
							{
								id: customerId,
								...facts,
								daysLate,
								totalCents,
								debts: debts.length,
								billingMethodIds: [...new Set(debts.flatMap(({ receivables }) => receivables.map((one) => one.billingMethodId)))]
							}
						]
					: [];
			}),
			totals,
			cities: [...citiesWithBalance(rows)]
		};
		lookedAt.set(answer, [...debtors.keys()]);
		return answer;
	},
	dependsOn: (args, answer): readonly Dependency[] => delinquencyDependencies(args, answer.today, lookedAt.get(answer) ?? [])
});
