import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { contact } from '#lib/schema/contact.ts';
import { contactType } from '#lib/schema/list.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Contatos of a customer (checklist 116–131), by name. Parents' names are only at the centre. */
export const contactList = defineQuery({
	name: 'contact.list',
	args: z.object({ customerId: z.uuid() }),
	run: (tx, { customerId }) =>
		tx
			.select({
				id: contact.id,
				name: contact.name,
				contactTypeId: contact.contactTypeId,
				typeName: contactType.name,
				jobTitle: contact.jobTitle,
				phone: contact.phone,
				fax: contact.fax,
				nextel: contact.nextel,
				mobile: contact.mobile,
				smsConsent: contact.smsConsent,
				email: contact.email,
				birthOn: contact.birthOn,
				taxId: contact.taxId,
				identityCard: contact.identityCard,
				remarks: contact.remarks,
				updatedAt: contact.updatedAt,
				updatedByName: appUser.name
			})
			.from(contact)
			.leftJoin(contactType, eq(contactType.id, contact.contactTypeId))
			.leftJoin(appUser, eq(appUser.id, contact.updatedBy))
			.where(eq(contact.customerId, customerId))
			.orderBy(asc(contact.name), asc(contact.id)),
	dependsOn: ({ customerId }) => [
		{ table: 'contact', where: { column: 'customer_id', equals: customerId } },
		{ table: 'contact_type' },
		{ table: 'app_user' }
	]
});
export type ContactRow = Awaited<ReturnType<typeof contactList.run>>[number];
