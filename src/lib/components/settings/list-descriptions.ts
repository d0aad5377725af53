import { channelName, templateChannels } from '#lib/components/template/template-words.ts';
import { extraFieldKinds } from '#lib/domain/extra-field/extra-field.ts';
import { extraKindName } from '#lib/components/extra-field/extra-words.ts';
import type { Verb } from '#lib/domain/permissions.ts';
import { links } from '#lib/links.ts';
import * as m from '#lib/paraglide/messages.js';

export type ListRow = Readonly<Record<string, string | number | boolean | null>> & {
	readonly id: string;
	readonly name: string;
	readonly active: boolean;
};
type Words = () => string;

/** A field of a list besides name and "Ativo". */
export interface ListField {
	readonly field: string;
	readonly title: Words;
	readonly kind: 'line' | 'lines' | 'number' | 'yesNo' | 'choice';
	readonly required?: boolean;
	readonly limit?: number;
	readonly hint?: Words;
	readonly options?: readonly { readonly value: string; readonly label: Words }[];
	/** Chosen once: rows that refer to it would not fit another. */
	readonly fixed?: boolean;
	/** Width of its column; no column when absent. */
	readonly column?: number;
	/** Shown only for rows like this. */
	readonly when?: (draft: Readonly<Record<string, string | boolean>>) => boolean;
}

/** One list of the Painel de Configuração: all that its screen needs to know. */
export interface ListDescription {
	/** Part of its address, and under which its columns are remembered. */
	readonly id: string;
	/** Query `<noun>.list`, mutator `<noun>.save`. */
	readonly noun: string;
	readonly title: Words;
	readonly lead: Words;
	readonly create: Words;
	readonly edit: Words;
	/** What stands there while there is none; said generally when absent. */
	readonly empty?: Words;
	/** Beside "Ativo", what becomes of what is in use; said generally when absent. */
	readonly activeHint?: Words;
	/** Who may make and change rows; `list.manage` when absent. */
	readonly verb?: Verb;
	readonly fields: readonly ListField[];
	/** Columns of what is only read here. */
	readonly more?: readonly { readonly field: string; readonly title: Words; readonly width: number }[];
	/** Where a row has a screen of its own. */
	readonly href?: (id: string) => string;
}

export const listDescriptions = {
	'observation-types': {
		id: 'observation-types',
		noun: 'observationType',
		title: m.settings_observation_types,
		lead: m.settings_types_lead,
		create: m.settings_type_new,
		edit: m.settings_type_edit,
		empty: m.settings_type_empty,
		activeHint: m.settings_type_active_hint,
		verb: 'observationType.manage',
		fields: []
	},
	teams: {
		id: 'teams',
		noun: 'team',
		title: m.ticket_teams,
		lead: m.ticket_teams_lead,
		create: m.ticket_team_new,
		edit: m.ticket_team_edit,
		empty: m.ticket_team_empty,
		activeHint: m.ticket_team_active_hint,
		fields: []
	},
	'message-templates': {
		id: 'message-templates',
		noun: 'messageTemplate',
		title: m.template_title,
		lead: m.template_lead,
		create: m.template_new,
		edit: m.template_edit,
		empty: m.template_empty,
		activeHint: m.template_active_hint,
		verb: 'settings.manage',
		fields: [
			{
				field: 'channel',
				title: m.template_channel,
				kind: 'choice',
				required: true,
				fixed: true,
				column: 120,
				options: templateChannels.map((channel) => ({ value: channel, label: () => channelName(channel) }))
			}
		],
		more: [{ field: 'beginning', title: m.template_beginning, width: 340 }],
		href: links.messageTemplate
	},
	'contact-types': {
		id: 'contact-types',
		noun: 'contactType',
		title: m.list_contact_types,
		lead: m.list_contact_types_lead,
		create: m.list_contact_type_new,
		edit: m.list_contact_type_edit,
		fields: []
	},
	'address-types': {
		id: 'address-types',
		noun: 'addressType',
		title: m.list_address_types,
		lead: m.list_address_types_lead,
		create: m.list_address_type_new,
		edit: m.list_address_type_edit,
		fields: []
	},
	'service-groups': {
		id: 'service-groups',
		noun: 'serviceGroup',
		title: m.bset_group_title,
		lead: m.bset_group_lead,
		create: m.bset_group_new,
		edit: m.bset_group_edit,
		empty: m.bset_group_empty,
		fields: []
	},
	'cancellation-reasons': {
		id: 'cancellation-reasons',
		noun: 'cancellationReason',
		title: m.list_cancellation_reasons,
		lead: m.list_cancellation_reasons_lead,
		create: m.list_cancellation_reason_new,
		edit: m.list_cancellation_reason_edit,
		fields: []
	},
	'extra-fields': {
		id: 'extra-fields',
		noun: 'extraField',
		title: m.list_extra_fields,
		lead: m.list_extra_fields_lead,
		create: m.list_extra_field_new,
		edit: m.list_extra_field_edit,
		fields: [
			{
				field: 'owner',
				title: m.list_owner,
				kind: 'choice',
				required: true,
				fixed: true,
				column: 120,
				options: [
					{ value: 'customer', label: m.list_owner_customer },
					{ value: 'contact', label: m.list_owner_contact }
				]
			},
			{
				field: 'kind',
				title: m.list_kind,
				kind: 'choice',
				required: true,
				fixed: true,
				column: 150,
				options: extraFieldKinds.map((kind) => ({ value: kind, label: () => extraKindName(kind) }))
			},
			{
				field: 'choices',
				title: m.list_choices,
				kind: 'lines',
				required: true,
				limit: 4000,
				hint: m.list_choices_hint,
				when: (draft) => draft.kind === 'choice'
			},
			{ field: 'position', title: m.list_position, kind: 'number', hint: m.list_position_hint, column: 100 }
		]
	},
	'sender-addresses': {
		id: 'sender-addresses',
		noun: 'senderAddress',
		title: m.list_sender_addresses,
		lead: m.list_sender_addresses_lead,
		create: m.list_sender_address_new,
		edit: m.list_sender_address_edit,
		fields: [
			{ field: 'email', title: m.list_email, kind: 'line', required: true, limit: 254, column: 260 },
			{ field: 'subject', title: m.list_subject, kind: 'line', required: true, limit: 150, column: 280 },
			{ field: 'sms', title: m.list_sms, kind: 'yesNo', column: 130 }
		]
	}
} as const satisfies Readonly<Record<string, ListDescription>>;
