import { z } from 'zod';
import { contactFields } from '#lib/domain/contact/contact.ts';
import { fieldArgs } from '../field-args.ts';

/** What of a contact may be given or changed. Parents' names are not among it: they never travel in an outbox. */
export const contactArgs = {
	...fieldArgs(contactFields),
	contactTypeId: z.uuid().nullable().optional(),
	smsConsent: z.boolean().optional()
};
