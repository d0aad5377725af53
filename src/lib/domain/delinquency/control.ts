import { nationalCalendar, type BankCalendar } from '../day/bank-calendar.ts';
import type { Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { overdueDebts, type AgreementMode, type Debt } from './debt.ts';
import { matches, type DelinquencyFilter } from './filter.ts';
import type { ReceivableRow } from './receivable.ts';

/** A customer in the list (items 266–270) with the debts behind the line. */
export interface Delinquent {
	readonly customerId: string;
	readonly name: string;
	/** Of the oldest debt. */
	readonly daysLate: number;
	readonly phone: string | null;
	readonly condominium: string | null;
	readonly totalCents: Cents;
	/** Oldest first. */
	readonly debts: readonly Debt[];
}

export interface DelinquencyControl {
	/** In order (item 291): the longest overdue first, then the larger debt, then the name. */
	readonly customers: readonly Delinquent[];
	readonly totals: { readonly customers: number; readonly debts: number; readonly cents: Cents };
}

/** "Carregar" (item 289): the overdue accounts of each customer under the filters. */
export function delinquencyControl(
	rows: readonly ReceivableRow[],
	filter: DelinquencyFilter,
	mode: AgreementMode,
	today: Day,
	calendar: BankCalendar = nationalCalendar
): DelinquencyControl {
	const byCustomer = new Map<string, Debt[]>();
	for (const debt of overdueDebts(rows, mode, today, (row) => matches(row, filter), calendar)) {
		const debts = byCustomer.get(debt.customerId);
		if (debts) debts.push(debt);
		else byCustomer.set(debt.customerId, [debt]);
	}
	const customers: Delinquent[] = [];
	let [count, cents] = [0, 0];
	for (const [customerId, debts] of byCustomer) {
		const row = debts[0]?.receivables[0];
		if (!row) continue;
		const totalCents = debts.reduce((sum, debt) => sum + debt.cents, 0);
		count += debts.length;
		cents += totalCents;
		customers.push({
			customerId,
			name: row.customerName,
			daysLate: debts[0]?.daysLate ?? 0,
			phone: row.phone,
			condominium: row.condominium,
			totalCents,
			debts
		});
	}
	customers.sort((a, b) => b.daysLate - a.daysLate || b.totalCents - a.totalCents || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
	return { customers, totals: { customers: customers.length, debts: count, cents } };
}
