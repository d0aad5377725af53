import { addressCreate } from '#lib/mutators/address/create.ts';
import { addressRemove } from '#lib/mutators/address/remove.ts';
import { addressUpdate } from '#lib/mutators/address/update.ts';
import { addressList } from '#lib/queries/address/list.ts';
import { asks, creates, does } from './define.ts';
import { router } from './trpc.ts';

/** Outros Endereços of a customer. */
export const address = router({
	list: asks(addressList, { summary: 'Further addresses of a customer, oldest first' }),
	create: creates(addressCreate, { summary: 'Adds an address to a customer' }),
	update: does(addressUpdate, { summary: 'Changes fields of an address; what is not named stays' }),
	remove: does(addressRemove, { summary: 'Takes an address off the record; what it was stays in Histórico' })
});
