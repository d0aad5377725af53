import { z } from 'zod';
import { isEmail, normaliseEmail } from '#lib/domain/email.ts';
import { checkExtraField, extraFieldKinds, normaliseChoices } from '#lib/domain/extra-field/extra-field.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { oneLine } from '#lib/domain/text.ts';
import { serviceGroup } from '#lib/schema/billing.ts';
import { addressType, cancellationReason, contactType, extraField, extraFieldOwners, senderAddress } from '#lib/schema/list.ts';
import { defineListSave } from './define-list-save.ts';

/** Tipo de Contato (M1 5.4.3). */
export const contactTypeSave = defineListSave({ name: 'contactType.save', table: contactType, verb: 'list.manage' });

/** Tipo de Endereço (M1 5.3.1). */
export const addressTypeSave = defineListSave({ name: 'addressType.save', table: addressType, verb: 'list.manage' });

/** Motivo de Cancelamento (M1 6.4.1). */
export const cancellationReasonSave = defineListSave({ name: 'cancellationReason.save', table: cancellationReason, verb: 'list.manage' });

/** Grupo de serviços (item 279). */
export const serviceGroupSave = defineListSave({ name: 'serviceGroup.save', table: serviceGroup, verb: 'list.manage' });

/** Remetentes E-mail; with `sms` its subject may head an SMS (M2 3.10.1, item 338). */
export const senderAddressSave = defineListSave({
	name: 'senderAddress.save',
	table: senderAddress,
	verb: 'list.manage',
	extras: { email: z.string().max(300), subject: z.string().max(200), sms: z.boolean() },
	normalise: ({ email, subject, sms }) => ({ email: normaliseEmail(email), subject: oneLine(subject) ?? '', sms }),
	check: ({ email, subject }) =>
		email === ''
			? refusal('field_required', 'email')
			: !isEmail(email)
				? refusal('email_invalid', 'email')
				: subject === ''
					? refusal('field_required', 'subject')
					: null
});

/**
 * Definition of a Campo Extra (items 97, 102). Whose it is and its kind are chosen once: values of one kind would not be
 * values of another.
 */
export const extraFieldSave = defineListSave({
	name: 'extraField.save',
	table: extraField,
	verb: 'list.manage',
	extras: {
		owner: z.enum(extraFieldOwners),
		kind: z.enum(extraFieldKinds),
		choices: z.string().max(4000).nullable(),
		position: z.number().int().min(0).max(9999)
	},
	normalise: (extras) => ({ ...extras, choices: normaliseChoices(extras) }),
	check: (extras, stored) => {
		if (stored !== null && stored.owner !== extras.owner) return refusal('value_invalid', 'owner');
		if (stored !== null && stored.kind !== extras.kind) return refusal('value_invalid', 'kind');
		return checkExtraField(extras);
	}
});
