import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { authorship, id, instant } from './columns.ts';

export const networkServerKinds = ['mikrotik', 'cisco', 'huawei', 'juniper', 'accel_ppp', 'other'] as const;
export type NetworkServerKind = (typeof networkServerKinds)[number];

/**
 * Central: a NAS (concentrador) that asks our RADIUS and takes our Disconnects. With its secret, so no browser ever has it; FreeRADIUS
 * reads it through the view radius.nas.
 */
export const networkServer = pgTable(
	'network_server',
	{
		id: id(),
		name: text('name').notNull(),
		/** As it appears in NAS-IP-Address. */
		address: text('address').notNull().unique(),
		secret: text('secret').notNull(),
		kind: text('kind').$type<NetworkServerKind>().notNull().default('mikrotik'),
		/** Where it listens for Disconnect and CoA (RFC 5176). */
		coaPort: integer('coa_port').notNull().default(3799),
		active: boolean('active').notNull().default(true),
		answeredAt: instant('answered_at'),
		/** Since when it has not done what it was asked, and what was the matter. */
		failingSince: instant('failing_since'),
		failure: text('failure'),
		...authorship()
	},
	(t) => [
		check('network_server_kind', sql`${t.kind} in ('mikrotik','cisco','huawei','juniper','accel_ppp','other')`),
		check('network_server_port', sql`${t.coaPort} between 1 and 65535`),
		check('network_server_secret', sql`length(${t.secret}) >= 8`)
	]
);
