import { saveFile } from '#lib/components/privacy/save-file.ts';
import { call } from '#lib/components/shell/http.ts';
import { sentence } from '#lib/errors/sentence.ts';
import * as m from '#lib/paraglide/messages.js';
import { toasts } from '#lib/ui/toast.svelte.ts';

/** Shows the boleto of an invoice in a tab of its own (item 252); the centre registers it if nobody has. Tells what went wrong. */
export async function openSlip(invoiceId: string): Promise<void> {
	const answer = await call<{ path: string }>('POST', `/api/invoices/${invoiceId}/slip`);
	if (!answer.ok) {
		toasts.show(sentence(answer), { tone: 'danger' });
		return;
	}
	const { path } = answer.value;
	const open = (): boolean => {
		const tab = window.open(path, '_blank');
		// What people are sent to must not reach back into the office.
		if (tab) tab.opener = null;
		return tab !== null;
	};
	// A browser that took too long over it, or is set so, wants to see a click for every tab.
	if (!open()) toasts.show(m.slip_blocked(), { action: { label: m.slip_open_anyway(), run: () => void open() } });
}

/** The boletos of these invoices as one file. */
export async function downloadSlips(invoiceIds: readonly string[]): Promise<void> {
	const outcome = await saveFile('/api/slips', { invoiceIds });
	if (outcome.ok) toasts.show(m.slip_saved({ count: invoiceIds.length }), { tone: 'success' });
	else toasts.show(sentence(outcome), { tone: 'danger' });
}

/** Has the centre make a boleto again that the bank refused, under a new number. */
export async function reissueSlip(invoiceId: string): Promise<void> {
	const answer = await call<{ ourNumber: string }>('POST', `/api/invoices/${invoiceId}/reissue`);
	if (answer.ok) toasts.show(m.slip_reissued({ number: answer.value.ourNumber }), { tone: 'success' });
	else toasts.show(sentence(answer), { tone: 'danger' });
}
