import { customerUpdate } from '#lib/mutators/customer/update.ts';
import { searchArgs, type CustomerFound } from '#lib/queries/customer/search.ts';
import { does } from '../define.ts';
import { automation, router } from '../trpc.ts';
import { create } from './create.ts';
import { get } from './get.ts';

/** Clientes. */
export const customer = router({
	search: automation({
		summary: 'Customers by text, as in the search field of the office: best first',
		more: '`text` as typed; accents, capitals, dots and dashes do not matter. Each says what it was found by: `matched`, `hit`, `hitDeleted`.',
		example: { text: 'maria silva', limit: 10 }
	})
		.input(searchArgs)
		.query(({ ctx, input }) => ctx.ask(input) as Promise<readonly CustomerFound[]>),
	get,
	create,
	update: does(customerUpdate, {
		summary: 'Changes single fields of a registration; what is not named stays',
		more: '`from` is the value that you have seen: if somebody changed it meanwhile, your value still wins and that person is told.',
		example: { id: '019aa0b1-7a2c-7d3e-8f40-5b6c7d8e9f01', changes: { email: { from: null, to: 'maria@example.com' } } }
	})
});
