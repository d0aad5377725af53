import { extraFieldValueSave } from '#lib/mutators/extra-field-value/save.ts';
import { extraFieldSave } from '#lib/mutators/list/lists.ts';
import { extraFieldValues } from '#lib/queries/extra-field/values.ts';
import { extraFieldList } from '#lib/queries/list/lists.ts';
import { asks, does, saves } from './define.ts';
import { router } from './trpc.ts';

/** Definitions of Campos Extras, and their values on a customer or contact. */
export const extraField = router({
	list: asks(extraFieldList, { summary: 'Definitions of extra fields' }),
	save: saves(extraFieldSave, { summary: 'Makes or changes the definition of an extra field' }),
	values: asks(extraFieldValues, { summary: 'Extra fields of a customer, or with `contactId` of one of its contacts, with their values' })
});

export const extraValue = router({
	save: does(extraFieldValueSave, { summary: 'Sets the value of an extra field; null empties it' })
});
