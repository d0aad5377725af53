import { nationalCalendar, type BankCalendar } from '../day/bank-calendar.ts';
import { daysBetween, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import type { ReceivableRow } from './receivable.ts';

/** Excluir / Incluir Parc. Dívida (item 283). */
export type AgreementMode = 'exclude' | 'include';

/** A line of the list: an overdue invoice, an overdue instalment, or a whole agreement. */
export interface Debt {
	readonly kind: 'invoice' | 'instalment' | 'agreement';
	/** Of the receivable, or of the agreement. */
	readonly id: string;
	readonly customerId: string;
	/** Due day of the oldest overdue part, as printed. */
	readonly dueOn: Day;
	/** Counted from the last day on which that part could be paid without fee. */
	readonly daysLate: number;
	readonly cents: Cents;
	/** The receivables in it, oldest first; of an agreement also those not yet due. */
	readonly receivables: readonly ReceivableRow[];
}

/** Days late as the balance counts them; 0 while it can be paid without fee. */
export function daysLateOf(dueOn: Day, today: Day, calendar: BankCalendar = nationalCalendar): number {
	return dueOn >= today ? 0 : Math.max(0, daysBetween(calendar.next(dueOn), today));
}

/**
 * The overdue debts among `rows` (decision 9.3). *Excluir*: an agreement counts by its overdue instalments, one by one (item 284).
 * *Incluir*: one overdue instalment brings the agreement's whole open total, as one line (items 285, 287). Nothing not yet due shows
 * on its own (item 286). `shown` narrows which overdue receivables count (the filters); an agreement comes whole once one of its
 * overdue instalments is shown. In the order of days late, the oldest first.
 */
export function overdueDebts(
	rows: readonly ReceivableRow[],
	mode: AgreementMode,
	today: Day,
	shown: (row: ReceivableRow) => boolean = () => true,
	calendar: BankCalendar = nationalCalendar
): readonly Debt[] {
	const late = new Map<Day, number>();
	const daysLate = (dueOn: Day): number => {
		let days = late.get(dueOn);
		if (days === undefined) late.set(dueOn, (days = daysLateOf(dueOn, today, calendar)));
		return days;
	};
	const agreements = new Map<string, ReceivableRow[]>();
	const debts: Debt[] = [];
	for (const row of rows) {
		if (row.openCents <= 0) continue;
		if (mode === 'include' && row.agreementId !== null) {
			const parts = agreements.get(row.agreementId);
			if (parts) parts.push(row);
			else agreements.set(row.agreementId, [row]);
		} else if (daysLate(row.dueOn) > 0 && shown(row))
			debts.push({
				kind: row.agreementId === null ? 'invoice' : 'instalment',
				id: row.id,
				customerId: row.customerId,
				dueOn: row.dueOn,
				daysLate: daysLate(row.dueOn),
				cents: row.openCents,
				receivables: [row]
			});
	}
	for (const [id, parts] of agreements) {
		if (!parts.some((row) => daysLate(row.dueOn) > 0 && shown(row))) continue;
		const receivables = [...parts].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
		const oldest = receivables[0];
		if (!oldest) continue;
		debts.push({
			kind: 'agreement',
			id,
			customerId: oldest.customerId,
			dueOn: oldest.dueOn,
			daysLate: daysLate(oldest.dueOn),
			cents: receivables.reduce((sum, row) => sum + row.openCents, 0),
			receivables
		});
	}
	return debts.sort((a, b) => b.daysLate - a.daysLate || (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id < b.id ? -1 : 1));
}
