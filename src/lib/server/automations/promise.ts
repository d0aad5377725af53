import { promiseCreate } from '#lib/mutators/promise/create.ts';
import { promiseWithdraw } from '#lib/mutators/promise/withdraw.ts';
import { promiseList } from '#lib/queries/promise/list.ts';
import { asks, creates, does } from './define.ts';
import { router } from './trpc.ts';

/** Promessas de pagamento. */
export const promise = router({
	list: asks(promiseList, { summary: 'Promises of a customer to pay, newest first, each with its state today' }),
	create: creates(promiseCreate, { summary: 'Notes until when a customer promises to pay: suspension waits for it' }),
	withdraw: does(promiseWithdraw, { summary: 'Takes a promise to pay back: it holds no suspension up any more' })
});
