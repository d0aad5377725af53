import type { SyncedTable } from '../sync/model.ts';
import * as schema from './index.ts';

/**
 * What a browser may hold, and in which order a first load brings it: small lists, then customers (search works from
 * here on), then what hangs on them. `id` is the table's number in `sync.change` and on the wire: never reuse one.
 * Tables that are not here are central: credentials, sessions, API keys, history.
 */
export const syncedTables: readonly SyncedTable[] = [
	{ id: 1, table: schema.branch, scope: 'everyone' },
	{ id: 2, table: schema.appUser, scope: 'everyone' },
	{ id: 3, table: schema.userBranch, scope: 'everyone' },
	{ id: 4, table: schema.observationType, scope: 'everyone' },
	{ id: 5, table: schema.servicePlan, scope: 'everyone' },
	{ id: 6, table: schema.setting, scope: 'everyone' },
	{ id: 7, table: schema.customer, scope: 'branch', essential: true },
	{ id: 8, table: schema.observation, scope: 'branch' },
	{ id: 9, table: schema.reading, scope: 'branch' },
	{ id: 10, table: schema.contact, scope: 'branch' },
	{ id: 11, table: schema.subscription, scope: 'branch' },
	{ id: 12, table: schema.ticket, scope: 'branch' },
	{ id: 13, table: schema.overwriteNotice, scope: 'branch' },
	{ id: 14, table: schema.invoice, scope: 'branch' }
];
