import { paymentMethodCreate } from '#lib/mutators/payment-method/create.ts';
import { paymentMethodRemove } from '#lib/mutators/payment-method/remove.ts';
import { paymentMethodUpdate } from '#lib/mutators/payment-method/update.ts';
import { paymentMethodList } from '#lib/queries/payment-method/list.ts';
import { asks, creates, does } from './define.ts';
import { router } from './trpc.ts';

/** Dados Débitos. A card can be looked at and taken away, never given: its number only goes from a browser to the tokeniser. */
export const paymentMethod = router({
	list: asks(paymentMethodList, {
		summary: 'How a customer pays: accounts, phone bills, and cards by their last four digits',
		more: 'Empty for a person who may not see how people pay. There is no card number here or anywhere.'
	}),
	create: creates(paymentMethodCreate, {
		summary: 'Adds a bank account or phone bill to be debited',
		more: 'A card is refused (`card_needs_centre`): its number must not pass through automations.'
	}),
	update: does(paymentMethodUpdate, { summary: 'Changes fields or the status of payment data; what is not named stays' }),
	remove: does(paymentMethodRemove, { summary: 'Takes payment data off the record' })
});
