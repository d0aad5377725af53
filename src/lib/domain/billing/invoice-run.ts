import type { Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { billablePeriods, type BillableFacts } from './billable.ts';
import { dueDateIn, type Competence } from './competence.ts';
import { proRata } from './pro-rata.ts';

/** A subscription as the run sees it. */
export interface RunSubscription extends BillableFacts {
	readonly id: string;
	readonly customerId: string;
	readonly billingMethodId: string;
	/** 1 to 31. */
	readonly dueDay: number;
	/** What the item says: the plan's name. */
	readonly description: string;
}

/** A charge of its own: Evento de Faturamento (item 228), fee, late amount carried over. Billed once, with the customer's next invoice. */
export interface RunCharge {
	readonly id: string;
	readonly customerId: string;
	readonly billingMethodId: string;
	readonly dueDay: number;
	/** Not billed before this month. */
	readonly competence: Competence;
	readonly amountCents: Cents;
	readonly description: string;
}

/** Which invoices are asked for: the service of `competence`, due on `dueDay` in the month `dueIn`. */
export interface RunRequest {
	readonly competence: Competence;
	readonly dueIn: Competence;
	readonly dueDay: number;
}

export interface RunFacts {
	readonly subscriptions: readonly RunSubscription[];
	readonly charges: readonly RunCharge[];
	/** Keys of items that stand on an invoice that was not cancelled (`itemKey`): billed once only, whoever runs it again. */
	readonly billed: ReadonlySet<string>;
	/** What a customer has paid too much and not used yet, in cents. */
	readonly credits: ReadonlyMap<string, Cents>;
}

export interface InvoiceItem {
	/** Unique among all items of all invoices; the database holds it unique, so two runs at once cannot both bill it. Null: credit used. */
	readonly key: string | null;
	readonly kind: 'subscription' | 'charge' | 'credit';
	readonly subscriptionId: string | null;
	readonly description: string;
	/** The days it is for; null for charges and credit. */
	readonly period: { readonly from: Day; readonly to: Day } | null;
	/** Negative for credit used. */
	readonly cents: Cents;
}

export interface PlannedInvoice {
	/** One invoice for each customer, billing method, competence and due day: the key under which a retry finds it. */
	readonly key: string;
	readonly customerId: string;
	readonly billingMethodId: string;
	readonly dueOn: Day;
	readonly items: readonly InvoiceItem[];
	/** Sum of the items, ≥ 0. Zero only where credit pays all of it: no boleto is made of it. */
	readonly totalCents: Cents;
}

export type SkipReason = 'other_due_day' | 'already_billed' | 'not_started' | 'ended' | 'nothing_to_bill' | 'later_competence';

export interface InvoiceRun {
	/** In the order of their keys, so that a preview and the run itself agree line by line. */
	readonly invoices: readonly PlannedInvoice[];
	readonly skipped: readonly { readonly id: string; readonly reason: SkipReason }[];
	readonly totalCents: Cents;
}

/** The item of a subscription for a month, or of a charge. */
export function itemKey(of: { readonly subscriptionId: string; readonly competence: Competence } | { readonly chargeId: string }): string {
	return 'chargeId' in of ? `charge:${of.chargeId}` : `subscription:${of.subscriptionId}:${of.competence}`;
}

/**
 * What a run would bill: pure, so the preview is the run. It decides from facts alone; numbers, ids and time come from whoever writes
 * it. Running it again with the keys of the first run in `billed` plans nothing twice.
 */
export function planInvoiceRun(request: RunRequest, facts: RunFacts): InvoiceRun {
	const dueOn = dueDateIn(request.dueIn, request.dueDay);
	const skipped: { id: string; reason: SkipReason }[] = [];
	const drafts = new Map<string, { customerId: string; billingMethodId: string; items: InvoiceItem[] }>();
	const draft = (row: { readonly customerId: string; readonly billingMethodId: string }) => {
		const key = `${row.customerId}:${row.billingMethodId}:${request.competence}:${request.dueDay}`;
		let found = drafts.get(key);
		if (!found) drafts.set(key, (found = { customerId: row.customerId, billingMethodId: row.billingMethodId, items: [] }));
		return found.items;
	};

	for (const subscription of byId(facts.subscriptions)) {
		const key = itemKey({ subscriptionId: subscription.id, competence: request.competence });
		const reason = whySkipped(subscription, key, request, facts.billed);
		const parts = reason === null ? proRata(request.competence, billablePeriods(subscription, request.competence)) : [];
		if (parts.every((part) => part.cents === 0)) {
			skipped.push({ id: subscription.id, reason: reason ?? 'nothing_to_bill' });
			continue;
		}
		const items = draft(subscription);
		for (const [i, part] of parts.entries())
			items.push({
				// Two parts of one month (a change of plan) are two items; the later ones carry their day.
				key: i === 0 ? key : `${key}:${part.from}`,
				kind: 'subscription',
				subscriptionId: subscription.id,
				description: subscription.description,
				period: { from: part.from, to: part.to },
				cents: part.cents
			});
	}
	for (const charge of byId(facts.charges)) {
		const key = itemKey({ chargeId: charge.id });
		if (charge.dueDay !== request.dueDay) skipped.push({ id: charge.id, reason: 'other_due_day' });
		else if (facts.billed.has(key)) skipped.push({ id: charge.id, reason: 'already_billed' });
		else if (charge.competence > request.competence) skipped.push({ id: charge.id, reason: 'later_competence' });
		else if (charge.amountCents <= 0) skipped.push({ id: charge.id, reason: 'nothing_to_bill' });
		else
			draft(charge).push({
				key,
				kind: 'charge',
				subscriptionId: null,
				description: charge.description,
				period: null,
				cents: charge.amountCents
			});
	}

	const credits = new Map(facts.credits);
	const invoices = [...drafts]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, { customerId, billingMethodId, items }]) => {
			const gross = items.reduce((sum, item) => sum + item.cents, 0);
			const used = Math.min(gross, Math.max(0, credits.get(customerId) ?? 0));
			if (used > 0) {
				credits.set(customerId, (credits.get(customerId) ?? 0) - used);
				items.push({ key: null, kind: 'credit', subscriptionId: null, description: '', period: null, cents: -used });
			}
			return { key, customerId, billingMethodId, dueOn, items, totalCents: gross - used };
		});
	return { invoices, skipped, totalCents: invoices.reduce((sum, invoice) => sum + invoice.totalCents, 0) };
}

function whySkipped(subscription: RunSubscription, key: string, request: RunRequest, billed: ReadonlySet<string>): SkipReason | null {
	if (subscription.dueDay !== request.dueDay) return 'other_due_day';
	if (billed.has(key)) return 'already_billed';
	if (subscription.startedOn.slice(0, 7) > request.competence) return 'not_started';
	if (subscription.endedOn !== null && subscription.endedOn.slice(0, 7) < request.competence) return 'ended';
	return null;
}

/** The same facts in any order give the same plan. */
function byId<T extends { readonly id: string }>(rows: readonly T[]): readonly T[] {
	return [...rows].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
