import AtSign from '@lucide/svelte/icons/at-sign';
import BookUser from '@lucide/svelte/icons/book-user';
import Building from '@lucide/svelte/icons/building-2';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import CreditCard from '@lucide/svelte/icons/credit-card';
import Gauge from '@lucide/svelte/icons/gauge';
import Headset from '@lucide/svelte/icons/headset';
import KeyRound from '@lucide/svelte/icons/key-round';
import Landmark from '@lucide/svelte/icons/landmark';
import Layers from '@lucide/svelte/icons/layers';
import ListPlus from '@lucide/svelte/icons/list-plus';
import ListTodo from '@lucide/svelte/icons/list-todo';
import Mail from '@lucide/svelte/icons/mail';
import Mailbox from '@lucide/svelte/icons/mailbox';
import MessageSquare from '@lucide/svelte/icons/message-square-text';
import MapPin from '@lucide/svelte/icons/map-pin';
import MonitorSmartphone from '@lucide/svelte/icons/monitor-smartphone';
import Router from '@lucide/svelte/icons/router';
import Shield from '@lucide/svelte/icons/shield-check';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Tags from '@lucide/svelte/icons/tags';
import Webhook from '@lucide/svelte/icons/webhook';
import UsersThree from '@lucide/svelte/icons/users';
import Users from '@lucide/svelte/icons/users-round';
import FileSpreadsheet from '@lucide/svelte/icons/file-spreadsheet';
import type { Component } from 'svelte';
import { can, type Verb } from '#lib/domain/permissions.ts';
import * as m from '#lib/paraglide/messages.js';

export interface Section {
	readonly id: string;
	readonly label: () => string;
	readonly icon: Component<{ size?: number | string }>;
	/** Whoever may not do this does not see the section: it would be empty for them. */
	readonly needs?: Verb;
	/** Only in a demonstration: where real people work there is nothing behind it. */
	readonly demonstration?: boolean;
}

const all: readonly Section[] = [
	{ id: 'users', label: m.settings_users, icon: Users },
	{ id: 'roles', label: m.settings_roles, icon: Shield },
	{ id: 'branches', label: m.settings_branches, icon: Building },
	{ id: 'observation-types', label: m.settings_observation_types, icon: Tags },
	{ id: 'contact-types', label: m.list_contact_types, icon: BookUser },
	{ id: 'address-types', label: m.list_address_types, icon: MapPin },
	{ id: 'extra-fields', label: m.list_extra_fields, icon: ListPlus },
	{ id: 'billing-methods', label: m.list_billing_methods, icon: CreditCard },
	// Whoever has nothing to do with money at banks is not offered how it is set up.
	{ id: 'collection-accounts', label: m.bset_account_title, icon: Landmark, needs: 'invoice.update' },
	{ id: 'service-groups', label: m.bset_group_title, icon: Layers },
	{ id: 'service-plans', label: m.bset_plan_title, icon: Gauge },
	{ id: 'cancellation-reasons', label: m.list_cancellation_reasons, icon: CircleSlash },
	{ id: 'sender-addresses', label: m.list_sender_addresses, icon: AtSign },
	{ id: 'message-templates', label: m.template_title, icon: Mail },
	{ id: 'ticket-types', label: m.ticket_types, icon: Headset },
	{ id: 'teams', label: m.ticket_teams, icon: UsersThree },
	{ id: 'network-servers', label: m.network_title, icon: Router, needs: 'network.manage' },
	{ id: 'variables', label: m.settings_variables, icon: SlidersHorizontal },
	{ id: 'import', label: m.import_title, icon: FileSpreadsheet, needs: 'import.manage' },
	{ id: 'jobs', label: m.job_title, icon: ListTodo, needs: 'job.manage' },
	{ id: 'api-keys', label: m.settings_api_keys, icon: KeyRound, needs: 'apiKey.manage' },
	{ id: 'webhooks', label: m.webhook_title, icon: Webhook, needs: 'webhook.manage' },
	{ id: 'demonstration-mail', label: m.catcher_title, icon: Mailbox, needs: 'mail.send', demonstration: true },
	{ id: 'demonstration-sms', label: m.sms_catcher_title, icon: MessageSquare, needs: 'sms.send', demonstration: true },
	{ id: 'computers', label: m.settings_computers, icon: MonitorSmartphone, needs: 'replica.wipe' }
];

export const sectionsFor = (role: string, demonstration = false): readonly Section[] =>
	all.filter((section) => (!section.needs || can(role, section.needs)) && (!section.demonstration || demonstration));
