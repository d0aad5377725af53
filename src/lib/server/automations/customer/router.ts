import { customerMergeInto } from '#lib/mutators/customer/merge.ts';
import { customerUnmerge } from '#lib/mutators/customer/unmerge.ts';
import { customerUpdate } from '#lib/mutators/customer/update.ts';
import { customerDuplicates } from '#lib/queries/customer/duplicates.ts';
import { customerMerges } from '#lib/queries/customer/merges.ts';
import { searchArgs, type CustomerFound } from '#lib/queries/customer/search.ts';
import { asks, creates, does } from '../define.ts';
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
	}),
	duplicates: asks(customerDuplicates, {
		summary: 'Records that may be of the same customer, the surest first',
		example: { id: '019aa0b1-7a2c-7d3e-8f40-5b6c7d8e9f01' }
	}),
	merges: asks(customerMerges, {
		summary: 'The merges that a record took part in, newest first',
		example: { customerId: '019aa0b1-7a2c-7d3e-8f40-5b6c7d8e9f01' }
	}),
	merge: creates(customerMergeInto, {
		summary: 'Merges `duplicateId` into `id`; answers the id of the merge',
		more: '`take`: fields of the registration that are right in the duplicate. Everything that hangs on the duplicate goes over.',
		example: { id: '019aa0b1-7a2c-7d3e-8f40-5b6c7d8e9f01', duplicateId: '019aa0b1-7a2c-7d3e-8f40-5b6c7d8e9f02', take: ['email'] }
	}),
	unmerge: does(customerUnmerge, { summary: 'Takes a merge back', example: { mergeId: '019aa0b1-7a2c-7d3e-8f40-5b6c7d8e9f02' } })
});
