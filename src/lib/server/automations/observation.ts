import { observationCreate } from '#lib/mutators/observation/create.ts';
import { observationUpdate } from '#lib/mutators/observation/update.ts';
import { observationList } from '#lib/queries/observation/list.ts';
import { asks, creates, does } from './define.ts';
import { router } from './trpc.ts';

/** Observações of a customer. */
export const observation = router({
	list: asks(observationList, { summary: 'Observations of a customer, newest first, each with who read which version of it' }),
	create: creates(observationCreate, {
		summary: 'Writes an observation; with `mustRead` it opens at once on every screen that shows this customer',
		example: {
			customerId: '019aa0b1-7a2c-7d3e-8f40-5b6c7d8e9f01',
			observationTypeId: '019aa0b1-7a2c-7d3e-8f40-5b6c7d8e9f02',
			text: 'Prefere ser chamada à tarde.',
			mustRead: true
		}
	}),
	update: does(observationUpdate, { summary: 'Changes an observation' })
});
