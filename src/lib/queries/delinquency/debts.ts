import type { Day } from '#lib/domain/day/day.ts';
import { overdueDebts, type Debt } from '#lib/domain/delinquency/debt.ts';
import { matches } from '#lib/domain/delinquency/filter.ts';
import { defineQuery, type Dependency } from '#lib/sync/model.ts';
import { delinquencyArgs, delinquencyDependencies, filterOf } from './filter.ts';
import { loadOverdue } from './load.ts';
import type { DebtorFacts } from './read.ts';

/** One overdue account: an invoice, an instalment, or a whole agreement. Money in cents. */
export interface DebtRow extends Omit<DebtorFacts, 'branchId'> {
	/** Of the invoice, or of the agreement. */
	readonly id: string;
	readonly kind: Debt['kind'];
	readonly customerId: string;
	/** Nr. Documento; null of an agreement, whose instalments have numbers of their own. */
	readonly number: number | null;
	readonly instalment: number | null;
	/** Receivables in it: 1, or the open instalments of an agreement. */
	readonly parts: number;
	readonly dueOn: Day;
	readonly daysLate: number;
	readonly cents: number;
	readonly billingMethodId: string;
}

export interface DebtList {
	readonly today: Day;
	readonly debts: readonly DebtRow[];
}

const lookedAt = new WeakMap<DebtList, readonly string[]>();

/** "Ver Lista" (item 291): the overdue accounts themselves, the oldest first, of everybody under the filters or of the customers chosen. */
export const delinquencyDebts = defineQuery({
	name: 'delinquency.debts',
	args: delinquencyArgs,
	async run(tx, args, { today, memory }): Promise<DebtList> {
		const { rows, debtorOf, invoiceOf, customerIds } = await loadOverdue(tx, args, today, memory);
		const filter = filterOf(args, rows);
		const answer: DebtList = {
			today,
			debts: overdueDebts(rows, args.mode, today, (row) => matches(row, filter)).flatMap((debt) => {
				const facts = debtorOf(debt.customerId);
				if (!facts) return [];
				const { branchId: _, ...debtor } = facts;
				const own = debt.kind === 'agreement' ? undefined : invoiceOf(debt.id);
				return [
					{
						...debtor,
						id: debt.id,
						kind: debt.kind,
						customerId: debt.customerId,
						number: own?.number ?? null,
						instalment: own?.instalment ?? null,
						parts: debt.receivables.length,
						dueOn: debt.dueOn,
						daysLate: debt.daysLate,
						cents: debt.cents,
						billingMethodId: debt.receivables[0]?.billingMethodId ?? ''
					}
				];
			})
		};
		lookedAt.set(answer, customerIds);
		return answer;
	},
	dependsOn: (args, answer): readonly Dependency[] => delinquencyDependencies(args, answer.today, lookedAt.get(answer) ?? [])
});
