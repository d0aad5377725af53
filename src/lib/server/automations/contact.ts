import { contactCreate } from '#lib/mutators/contact/create.ts';
import { contactRemove } from '#lib/mutators/contact/remove.ts';
import { contactUpdate } from '#lib/mutators/contact/update.ts';
import { contactList } from '#lib/queries/contact/list.ts';
import { asks, creates, does } from './define.ts';
import { router } from './trpc.ts';

/** Contatos of a customer. Parents' names never leave the centre this way. */
export const contact = router({
	list: asks(contactList, { summary: 'Contacts of a customer, by name' }),
	create: creates(contactCreate, { summary: 'Adds a contact to a customer' }),
	update: does(contactUpdate, { summary: 'Changes fields of a contact; what is not named stays' }),
	remove: does(contactRemove, { summary: 'Takes a contact off the record, with its extra fields; what it was stays in Histórico' })
});
