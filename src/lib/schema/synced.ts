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
	{ id: 15, table: schema.contactType, scope: 'everyone' },
	{ id: 16, table: schema.addressType, scope: 'everyone' },
	{ id: 17, table: schema.cancellationReason, scope: 'everyone' },
	{ id: 18, table: schema.team, scope: 'everyone' },
	{ id: 19, table: schema.ticketType, scope: 'everyone' },
	{ id: 20, table: schema.senderAddress, scope: 'everyone' },
	{ id: 39, table: schema.serviceGroup, scope: 'everyone' },
	{ id: 40, table: schema.collectionAccount, scope: 'everyone' },
	{ id: 21, table: schema.billingMethod, scope: 'everyone' },
	{ id: 22, table: schema.extraField, scope: 'everyone' },
	{ id: 23, table: schema.messageTemplate, scope: 'everyone' },
	{ id: 24, table: schema.favourite, scope: 'everyone' },
	{ id: 7, table: schema.customer, scope: 'branch', essential: true },
	{ id: 8, table: schema.observation, scope: 'branch' },
	{ id: 9, table: schema.reading, scope: 'branch' },
	{ id: 12, table: schema.ticket, scope: 'branch' },
	{ id: 10, table: schema.contact, scope: 'branch', hidden: ['father_name', 'mother_name'] },
	{ id: 11, table: schema.subscription, scope: 'branch' },
	{ id: 13, table: schema.overwriteNotice, scope: 'branch' },
	{ id: 25, table: schema.address, scope: 'branch' },
	{ id: 26, table: schema.extraFieldValue, scope: 'branch' },
	{ id: 27, table: schema.paymentMethod, scope: 'branch' },
	{ id: 28, table: schema.document, scope: 'branch' },
	{ id: 29, table: schema.ticketEntry, scope: 'branch' },
	{ id: 30, table: schema.workOrder, scope: 'branch' },
	{ id: 31, table: schema.login, scope: 'branch', hidden: ['password'] },
	{ id: 32, table: schema.emailAccount, scope: 'branch' },
	{ id: 33, table: schema.ipAssignment, scope: 'branch' },
	{ id: 34, table: schema.voiceTerminal, scope: 'branch' },
	{ id: 35, table: schema.tvCard, scope: 'branch' },
	{ id: 36, table: schema.contract, scope: 'branch' },
	{ id: 37, table: schema.equipment, scope: 'branch' },
	{ id: 38, table: schema.customerMerge, scope: 'branch' },
	{ id: 41, table: schema.subscriptionPrice, scope: 'branch' },
	{ id: 42, table: schema.charge, scope: 'branch' },
	{ id: 43, table: schema.agreement, scope: 'branch' },
	{ id: 44, table: schema.paymentPromise, scope: 'branch' },
	{ id: 45, table: schema.invoiceRun, scope: 'branch' },
	{ id: 60, table: schema.suspensionBatch, scope: 'branch' },
	{ id: 61, table: schema.suspension, scope: 'branch' },
	{ id: 62, table: schema.debtNotice, scope: 'branch' },
	{ id: 46, table: schema.mailMessage, scope: 'branch' },
	{ id: 14, table: schema.invoice, scope: 'branch' }
];
