/** Section of the Painel de Configuração → the tables whose changes are its history. */
export const settingsTables = {
	users: ['app_user', 'user_branch'],
	branches: ['branch'],
	'observation-types': ['observation_type'],
	'contact-types': ['contact_type'],
	'address-types': ['address_type'],
	'extra-fields': ['extra_field'],
	'billing-methods': ['billing_method'],
	'collection-accounts': ['collection_account'],
	'service-groups': ['service_group'],
	'service-plans': ['service_plan'],
	'cancellation-reasons': ['cancellation_reason'],
	'sender-addresses': ['sender_address'],
	'message-templates': ['message_template'],
	'ticket-types': ['ticket_type'],
	teams: ['team'],
	variables: ['setting']
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type HistorySection = keyof typeof settingsTables;
export const historySections = Object.keys(settingsTables) as readonly HistorySection[];
export const hasHistory = (section: string): section is HistorySection => Object.hasOwn(settingsTables, section);
