import { sql, type SQL } from 'drizzle-orm';
import { bigint, foreignKey, index, pgTable, text, unique, uniqueIndex, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { subscription } from './billing.ts';
import { authorship, day, deletion, id } from './columns.ts';
import { customer } from './customer.ts';

/**
 * What a plan holds besides its price (M1 6.1.5.2, M4): logins, mail accounts, addresses of the network, terminals, cards.
 * Deleted ones stay with author and time, and stay searchable (Itens Apagados, M1 6.3). MACs are twelve lower-case
 * hexadecimal digits without separators, IPs as Postgres prints an `inet` without a mask.
 */
const ofSubscription = () => ({
	id: id(),
	branchId: uuid('branch_id').notNull(),
	customerId: uuid('customer_id').notNull(),
	subscriptionId: uuid('subscription_id').notNull()
});

interface Owned {
	readonly subscriptionId: AnyPgColumn;
	readonly customerId: AnyPgColumn;
	readonly branchId: AnyPgColumn;
}
const belongs = (name: string, t: Owned) =>
	foreignKey({
		name,
		columns: [t.subscriptionId, t.customerId, t.branchId],
		foreignColumns: [subscription.id, subscription.customerId, subscription.branchId]
	})
		.onUpdate('cascade')
		.onDelete('cascade');

/** The folded text of a row's columns, for the search that contains. */
const folded = (...columns: readonly string[]): SQL =>
	sql.raw(`fold(${columns.map((column) => `coalesce(${column},'')`).join(` || ' ' || `)})`);

/**
 * Login Radius. Its password never leaves the centre (`hidden` in synced.ts). One user name is one plan's, in all branches: RADIUS is told a
 * name and nothing else, and would cut off or let in whoever shares it. A deleted login lets its name go.
 */
export const login = pgTable(
	'login',
	{
		...ofSubscription(),
		username: text('username').notNull(),
		password: text('password'),
		...authorship(),
		...deletion(),
		search: text('search').generatedAlwaysAs(folded('username'))
	},
	(t) => [
		belongs('login_subscription', t),
		index('login_by_customer').on(t.customerId),
		index('login_username').on(t.username),
		uniqueIndex('login_username_once')
			.on(t.username)
			.where(sql`${t.deletedAt} is null`),
		index('login_search').using('gin', t.search.op('gin_trgm_ops'))
	]
);

/** Conta E-mail: a mailbox that comes with a plan. */
export const emailAccount = pgTable(
	'email_account',
	{
		...ofSubscription(),
		address: text('address').notNull(),
		...authorship(),
		...deletion(),
		search: text('search').generatedAlwaysAs(folded('address'))
	},
	(t) => [
		belongs('email_account_subscription', t),
		index('email_account_by_customer').on(t.customerId),
		index('email_account_address').on(t.address),
		index('email_account_search').using('gin', t.search.op('gin_trgm_ops'))
	]
);

/** IP / MAC of a plan, with a second MAC and the ONU's. */
export const ipAssignment = pgTable(
	'ip_assignment',
	{
		...ofSubscription(),
		ip: text('ip'),
		mac: text('mac'),
		mac2: text('mac2'),
		onuMac: text('onu_mac'),
		...authorship(),
		...deletion(),
		search: text('search').generatedAlwaysAs(folded('ip', 'mac', 'mac2', 'onu_mac'))
	},
	(t) => [
		belongs('ip_assignment_subscription', t),
		index('ip_assignment_by_customer').on(t.customerId),
		index('ip_assignment_ip').on(t.ip),
		index('ip_assignment_mac').on(t.mac),
		index('ip_assignment_mac2').on(t.mac2),
		index('ip_assignment_onu_mac').on(t.onuMac),
		index('ip_assignment_search').using('gin', t.search.op('gin_trgm_ops'))
	]
);

/** Terminal de Voz: a telephone number that a plan serves, digits with area code. */
export const voiceTerminal = pgTable(
	'voice_terminal',
	{ ...ofSubscription(), number: text('number').notNull(), ...authorship(), ...deletion() },
	(t) => [
		belongs('voice_terminal_subscription', t),
		index('voice_terminal_by_customer').on(t.customerId),
		index('voice_terminal_number').on(t.number.op('text_pattern_ops'))
	]
);

/** TV: the smartcard and the CAS (Nro. Equip. TV). */
export const tvCard = pgTable(
	'tv_card',
	{ ...ofSubscription(), smartcard: text('smartcard').notNull(), casNumber: text('cas_number'), ...authorship(), ...deletion() },
	(t) => [
		belongs('tv_card_subscription', t),
		index('tv_card_by_customer').on(t.customerId),
		index('tv_card_smartcard').on(t.smartcard.op('text_pattern_ops')),
		index('tv_card_cas_number').on(t.casNumber.op('text_pattern_ops'))
	]
);

/** Contrato of a plan; its number is how papers refer to it. */
export const contract = pgTable(
	'contract',
	{
		...ofSubscription(),
		number: bigint('number', { mode: 'number' }).notNull(),
		signedOn: day('signed_on'),
		...authorship(),
		search: text('search').generatedAlwaysAs(sql`number::text`)
	},
	(t) => [
		belongs('contract_subscription', t),
		unique('contract_number').on(t.number),
		index('contract_by_customer').on(t.customerId),
		index('contract_search').using('gin', t.search.op('gin_trgm_ops'))
	]
);

/**
 * Equipamento with its Serial Number and Nº Patrimônio: in the local stock of a branch, or at a customer's. The search by
 * serial number looks here (item 59).
 */
export const equipment = pgTable(
	'equipment',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id'),
		kind: text('kind').notNull(),
		serialNumber: text('serial_number').notNull(),
		assetNumber: bigint('asset_number', { mode: 'number' }),
		...authorship(),
		search: text('search').generatedAlwaysAs(folded('serial_number', 'kind', 'asset_number::text'))
	},
	(t) => [
		foreignKey({
			name: 'equipment_customer',
			columns: [t.customerId, t.branchId],
			foreignColumns: [customer.id, customer.branchId]
		}).onUpdate('cascade'),
		unique('equipment_asset_number').on(t.assetNumber),
		index('equipment_by_customer').on(t.customerId),
		index('equipment_serial_number').on(t.serialNumber),
		index('equipment_search').using('gin', t.search.op('gin_trgm_ops'))
	]
);
