import { subscriptionUpdate } from '#lib/mutators/subscription/update.ts';
import { subscriptionList } from '#lib/queries/subscription/list.ts';
import { asks, does } from './define.ts';
import { router } from './trpc.ts';

/** Planos of a customer. */
export const subscription = router({
	list: asks(subscriptionList, {
		summary: 'Plans of a customer that are in force or suspended, with status, price, due day and billing method'
	}),
	update: does(subscriptionUpdate, {
		summary: 'Changes how a plan is billed: its price from a day on, its due day, its billing method',
		more: 'Only months that are on no invoice yet take a new price.'
	})
});
