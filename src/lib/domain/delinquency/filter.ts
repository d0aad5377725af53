import type { Day } from '../day/day.ts';
import type { ReceivableRow } from './receivable.ts';

/** The filters of the Controle de Inadimplentes, as the screen holds them. */
export interface DelinquencyFilter {
	/** Período (item 276): due days, both included; null is open. */
	readonly from: Day | null;
	readonly to: Day | null;
	/** Clientes (item 277), Formas de Cobrança (278), Grupo de Serviços (279): empty is all. */
	readonly customerIds: ReadonlySet<string>;
	readonly billingMethodIds: ReadonlySet<string>;
	readonly serviceGroupIds: ReadonlySet<string>;
	/**
	 * Cidades (item 281): null is all ticked, as at first. What is ticked counts, so unticking the last one shows nothing. A customer
	 * without a city is there under the empty text.
	 */
	readonly cities: ReadonlySet<string> | null;
	/** Ativos / Inativos (item 282): either or both; the customer's status. */
	readonly active: boolean;
	readonly inactive: boolean;
	/** Tipo de Pessoa (item 288): null is both. */
	readonly personKind: 'natural' | 'legal' | null;
}

/** What the screen opens with: everybody. */
export const everybody: DelinquencyFilter = {
	from: null,
	to: null,
	customerIds: new Set(),
	billingMethodIds: new Set(),
	serviceGroupIds: new Set(),
	cities: null,
	active: true,
	inactive: true,
	personKind: null
};

/** Does the receivable pass? Every filter must; within one, any of its ticks. */
export function matches(row: ReceivableRow, filter: DelinquencyFilter): boolean {
	return (
		(filter.from === null || row.dueOn >= filter.from) &&
		(filter.to === null || row.dueOn <= filter.to) &&
		(filter.customerIds.size === 0 || filter.customerIds.has(row.customerId)) &&
		(filter.billingMethodIds.size === 0 || filter.billingMethodIds.has(row.billingMethodId)) &&
		(filter.serviceGroupIds.size === 0 || row.serviceGroupIds.some((id) => filter.serviceGroupIds.has(id))) &&
		(filter.cities === null || filter.cities.has(row.city ?? '')) &&
		(row.customerActive ? filter.active : filter.inactive) &&
		(filter.personKind === null || row.personKind === filter.personKind)
	);
}

/** The groups that the filter lists (item 280): those with receivables linked and with balance, due or not. In no order. */
export function groupsWithBalance(rows: readonly ReceivableRow[]): ReadonlySet<string> {
	return new Set(rows.flatMap((row) => (row.openCents > 0 ? row.serviceGroupIds : [])));
}

/** The cities that can be ticked: those of the receivables with balance; the empty text for customers without one. */
export function citiesWithBalance(rows: readonly ReceivableRow[]): ReadonlySet<string> {
	const cities = new Set<string>();
	for (const row of rows) if (row.openCents > 0) cities.add(row.city ?? '');
	return cities;
}
