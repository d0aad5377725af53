import Banknote from '@lucide/svelte/icons/banknote';
import Handshake from '@lucide/svelte/icons/handshake';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Split from '@lucide/svelte/icons/split';
import { needsCentre, notAllowed } from '#lib/components/settings/rights.ts';
import { currentUser } from '#lib/components/shell/session.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import { replicaStatus } from '#lib/replica/status.svelte.ts';
import type { Verb } from '#lib/ui/verb.ts';

/** What the desk has to know of an invoice to offer its verbs; a row of the tab Faturas has it all. */
export interface DeskInvoice {
	readonly id: string;
	readonly number: number;
	readonly openCents: number;
}

/**
 * The desk of one customer: which of its windows is open, and its verbs over the invoices that are selected. Put `DeskDialogs` beside
 * the list, and `verbs` into its menus. For use while a component is set up.
 */
export class PaymentDesk {
	readonly customerId: () => string;
	#open = $state.raw<{ readonly window: 'pay' | 'payments' | 'promise' | 'agreement'; readonly invoices: readonly DeskInvoice[] } | null>(
		null
	);
	#status = replicaStatus();
	#role = currentUser().role;

	constructor(customerId: () => string) {
		this.customerId = customerId;
	}
	get open() {
		return this.#open;
	}
	close(): void {
		this.#open = null;
	}

	/** Registrar pagamento, Pagamentos, Promessa de pagamento, Parc. Dívida. */
	verbs(of: readonly DeskInvoice[]): readonly Verb[] {
		const [one] = of;
		const single = of.length === 1 && one ? one : null;
		const show = (window: 'pay' | 'payments' | 'promise' | 'agreement', invoices: readonly DeskInvoice[]) => () => {
			this.#open = { window, invoices };
		};
		const owed = of.filter((invoice) => invoice.openCents > 0);
		return [
			{
				// Without a selection any invoice that is owed can be chosen: Faturas lists those by boleto only (item 245), and a debt by card is paid in cash too.
				id: 'pay',
				label: m.payment_desk_create(),
				icon: Banknote,
				separated: true,
				disabledReason:
					notAllowed(this.#role, 'payment.create') ??
					(of.length > 1 ? m.slip_select_single() : single?.openCents === 0 ? m.payment_desk_nothing_owed() : null),
				run: show('pay', of)
			},
			{
				id: 'payments',
				label: m.payment_desk_payments(),
				icon: ListChecks,
				disabledReason: of.length > 1 ? m.slip_select_single() : needsCentre(this.#status.current),
				run: show('payments', of)
			},
			{
				id: 'promise',
				label: m.payment_desk_promise(),
				icon: Handshake,
				disabledReason: notAllowed(this.#role, 'promise.create'),
				run: show('promise', owed)
			},
			{
				id: 'agreement',
				label: m.payment_desk_agreement(),
				icon: Split,
				disabledReason: notAllowed(this.#role, 'agreement.create'),
				run: show('agreement', owed)
			}
		];
	}
}
