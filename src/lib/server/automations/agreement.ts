import { agreementCreate } from '#lib/mutators/agreement/create.ts';
import { creates } from './define.ts';
import { router } from './trpc.ts';

/** Parc. Dívida. */
export const agreement = router({
	create: creates(agreementCreate, {
		summary: 'Puts an agreement in the place of open invoices; its instalments are invoices of their own',
		more: 'The invoices are those of `invoice.open`. `debtCents` is what was agreed on: what they amount to today with fine and interest. `debt_changed` tells in `detail.cents` what it is by now.'
	})
});
