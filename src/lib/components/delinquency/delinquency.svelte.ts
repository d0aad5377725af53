import { untrack } from 'svelte';
import { inBucket, type AgeingBucket } from '#lib/domain/delinquency/ageing.ts';
import type { DebtRow, delinquencyDebts } from '#lib/queries/delinquency/debts.ts';
import type { delinquencyList, DelinquentRow } from '#lib/queries/delinquency/list.ts';
import type { DelinquencyArgs } from '#lib/queries/delinquency/filter.ts';
import type { Replica } from '#lib/replica/contract.ts';
import { liveQuery } from '#lib/replica/live-query.svelte.ts';
import type { ResultOf } from '#lib/sync/model.ts';
import { everything, type FilterState } from './filter-state.ts';
import type { Ticks } from './ticks.svelte.ts';

export interface Asked {
	readonly filter: FilterState;
	/** Today: at midnight the question is another one. */
	readonly today: string;
	readonly view: 'customers' | 'debts';
	/** In the view of debts: of the ticked customers, or of all. */
	readonly scope: 'selected' | 'all';
	/** The bar of the chart that narrows the list. */
	readonly bucket: AgeingBucket | null;
	/** Everything is here that this computer will hold. */
	readonly complete: boolean;
}

/**
 * What the Controle de Inadimplentes shows: the customers under the filters, those that are ticked though the filters hide them, and
 * the debts behind either. Live: somebody who pays anywhere leaves the list, the sums and the selection.
 */
export class Delinquency {
	readonly #ticks: Ticks;
	readonly #asked: () => Asked | null;
	readonly #list: ReturnType<typeof liveQuery<typeof delinquencyList>>;
	readonly #elsewhere: ReturnType<typeof liveQuery<typeof delinquencyList>>;
	readonly #debts: ReturnType<typeof liveQuery<typeof delinquencyDebts>>;
	readonly #debtsElsewhere: ReturnType<typeof liveQuery<typeof delinquencyDebts>>;

	/** The customers under the filters. */
	readonly customers: readonly DelinquentRow[] = $derived.by(() => this.#list.current?.customers ?? []);
	readonly #here: ReadonlySet<string> = $derived.by(() => new Set(this.customers.map(({ id }) => id)));
	readonly #tickedHere: readonly DelinquentRow[] = $derived.by(() => this.customers.filter(({ id }) => this.#ticks.has(id)));
	readonly #tickedElsewhere: readonly DelinquentRow[] = $derived.by(() =>
		(this.#elsewhere.current?.customers ?? []).filter(({ id }) => this.#ticks.has(id) && !this.#here.has(id))
	);
	/** All that are ticked and still owe, those that the filters hide last. */
	readonly selected: readonly DelinquentRow[] = $derived.by(() => [...this.#tickedHere, ...this.#tickedElsewhere]);
	/** The debts of the view, before a bar narrows them. */
	readonly debts: readonly DebtRow[] = $derived.by(() =>
		merged(this.#debts.current?.debts ?? [], this.#debtsElsewhere.current?.debts ?? [])
	);

	constructor(replica: Replica, ticks: Ticks, asked: () => Asked | null) {
		this.#ticks = ticks;
		this.#asked = asked;
		const keep = { keepPrevious: true, replica };
		this.#list = liveQuery<typeof delinquencyList>('delinquency.list', () => this.#args(asked()), keep);
		this.#elsewhere = liveQuery<typeof delinquencyList>('delinquency.list', () => this.#argsElsewhere(asked()), keep);
		this.#debts = liveQuery<typeof delinquencyDebts>(
			'delinquency.debts',
			() => {
				const now = asked();
				if (now?.view !== 'debts') return null;
				return now.scope === 'all' ? this.#args(now) : this.#argsOf(now, this.#tickedHere);
			},
			keep
		);
		this.#debtsElsewhere = liveQuery<typeof delinquencyDebts>(
			'delinquency.debts',
			() => {
				const now = asked();
				return now?.view === 'debts' && now.scope === 'selected' ? this.#argsElsewhere(now) : null;
			},
			keep
		);
		// Whoever owes nothing any more is not ticked any more: he must not come back into a selection some month.
		$effect(() => {
			if (asked()?.complete !== true || this.#list.loading || this.#elsewhere.loading || this.failed) return;
			const owing = new Set([...this.#here, ...(this.#elsewhere.current?.customers ?? []).map(({ id }) => id)]);
			const gone = [...ticks.ids].filter((id) => !owing.has(id));
			if (gone.length > 0)
				untrack(() => {
					ticks.set(gone, false);
				});
		});
	}

	get totals(): { readonly customers: number; readonly debts: number; readonly cents: number } | null {
		return this.#list.current?.totals ?? null;
	}
	get cities(): readonly string[] {
		return this.#list.current?.cities ?? [];
	}
	/** Nothing to show yet. */
	get loading(): boolean {
		const query = this.#asked()?.view === 'debts' ? this.#debts : this.#list;
		return query.loading && query.current === undefined;
	}
	/** What is shown answers the question before. */
	get busy(): boolean {
		return this.#asked()?.view === 'debts' ? this.#debts.loading || this.#debtsElsewhere.loading : this.#list.loading;
	}
	get failed(): boolean {
		return Boolean(this.#list.error ?? this.#elsewhere.error ?? this.#debts.error ?? this.#debtsElsewhere.error);
	}
	/** Ticked ones that the filters hide. */
	get hidden(): number {
		return this.#tickedElsewhere.length;
	}
	get selectedCents(): number {
		return this.selected.reduce((sum, { totalCents }) => sum + totalCents, 0);
	}
	get shownCustomers(): readonly DelinquentRow[] {
		return within(this.customers, this.#asked()?.bucket ?? null);
	}
	get shownDebts(): readonly DebtRow[] {
		return within(this.debts, this.#asked()?.bucket ?? null);
	}

	/** What an export or a report is about: the ticked customers, else those in view. */
	chosenCustomers(): readonly DelinquentRow[] {
		if (this.selected.length > 0) return this.selected;
		if (this.#asked()?.view !== 'debts') return this.shownCustomers;
		const inView = new Set(this.shownDebts.map(({ customerId }) => customerId));
		return this.customers.filter(({ id }) => inView.has(id));
	}

	/** Their accounts, asked for now. */
	async chosenDebts(replica: Replica): Promise<readonly DebtRow[]> {
		const now = this.#asked();
		if (now === null) return [];
		if (this.selected.length === 0 && now.view === 'debts') return this.shownDebts;
		const ask = async (args: DelinquencyArgs | null): Promise<readonly DebtRow[]> =>
			args === null ? [] : ((await replica.ask('delinquency.debts', args)) as ResultOf<typeof delinquencyDebts>).debts;
		if (this.selected.length > 0) return merged(await ask(this.#argsOf(now, this.#tickedHere)), await ask(this.#argsElsewhere(now)));
		return ask(now.bucket === null ? this.#args(now) : this.#argsOf(now, this.shownCustomers));
	}

	#args(now: Asked | null): DelinquencyArgs | null {
		return now && { ...now.filter, asked: now.today };
	}
	/** The filters, and of these customers only; of nobody is no question. */
	#argsOf(now: Asked, customers: readonly DelinquentRow[]): DelinquencyArgs | null {
		return customers.length === 0 ? null : { ...now.filter, customerIds: customers.map(({ id }) => id), asked: now.today };
	}
	/** Whoever is ticked and not in the list: all that they owe. */
	#argsElsewhere(now: Asked | null): DelinquencyArgs | null {
		if (now === null || this.#list.current === undefined) return null;
		const ids = [...this.#ticks.ids].filter((id) => !this.#here.has(id)).sort();
		return ids.length === 0 ? null : { ...everything, mode: now.filter.mode, customerIds: ids, asked: now.today };
	}
}

const within = <Row extends { readonly daysLate: number }>(rows: readonly Row[], bucket: AgeingBucket | null): readonly Row[] =>
	bucket === null ? rows : rows.filter(({ daysLate }) => inBucket(bucket, daysLate));

/** Two lists of debts as one, the oldest first. */
const merged = (some: readonly DebtRow[], others: readonly DebtRow[]): readonly DebtRow[] =>
	others.length === 0 ? some : [...some, ...others].sort((a, b) => b.daysLate - a.daysLate);
