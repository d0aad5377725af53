import { beneficiary, billingMethods, collectionAccounts } from './collection.ts';
import { dayFromNumber } from '#lib/domain/day/day.ts';
import { addressesOf, entriesOf, extraValuesOf, paymentsOf, workOrderOf } from './desk.ts';
import { itemsOf, stockOf, type Deletion, type DemoItems } from './items.ts';
import {
	addressTypes,
	cancellationReasons,
	contactTypes,
	extraFields,
	listId,
	messageTemplates,
	senderAddresses,
	teamNumber,
	teams,
	ticketTypes
} from './lists.ts';
import { branches } from './places.ts';
import { administrator, branchId, foundedMs } from './staff.ts';
import { authorship, changed, outlines, registrar, written, type DemoTable, type Value } from './table.ts';
import { tickets } from './tickets.ts';
import { instantText, type World } from './world.ts';

/** A short list: id, name, whatever else it has, active, authorship. */
function list<T>(
	table: string,
	rows: readonly T[],
	columns: readonly string[],
	values: (row: T, world: World, n: number) => readonly Value[]
): DemoTable {
	return {
		name: table,
		columns: ['id', ...columns, 'active', ...authorship],
		*rows(world) {
			for (const [n, row] of rows.entries())
				yield [listId(world, table, n), ...values(row, world, n), true, ...written(foundedMs(world), administrator(world).id)];
		}
	};
}
const names = (table: string, rows: readonly string[]): DemoTable => list(table, rows, ['name'], (name) => [name]);

/** What forms choose from. */
export const deskLists: readonly DemoTable[] = [
	names('contact_type', contactTypes),
	names('address_type', addressTypes),
	names('cancellation_reason', cancellationReasons),
	names('team', teams),
	list('ticket_type', ticketTypes, ['name', 'due_hours', 'team_id'], (t, world) => [
		t.name,
		t.dueHours,
		listId(world, 'team', teamNumber(t.team))
	]),
	list('sender_address', senderAddresses, ['name', 'email', 'subject', 'sms'], (s) => [s.name, s.email, s.subject, s.sms]),
	list(
		'collection_account',
		collectionAccounts,
		[
			'name',
			'bank',
			'bank_branch',
			'account_number',
			'account_digit',
			'portfolio',
			'beneficiary_code',
			'modality',
			'beneficiary_name',
			'beneficiary_tax_id',
			'beneficiary_address',
			'cnab_length',
			'pix_key'
		],
		(a) => [
			a.name,
			a.bank,
			a.bankBranch,
			a.accountNumber,
			a.accountDigit,
			a.portfolio,
			a.beneficiaryCode,
			a.modality,
			beneficiary.name,
			beneficiary.taxId,
			beneficiary.address,
			a.cnabLength,
			a.pixKey
		]
	),
	list(
		'billing_method',
		billingMethods,
		[
			'name',
			'kind',
			'collection_account_id',
			'instructions',
			'suspend_minimum_cents',
			'suspend_days_overdue',
			'suspend_days_before',
			'suspend_fixed_day'
		],
		(m, world) => [
			m.name,
			m.kind,
			m.account === null ? null : listId(world, 'collection_account', m.account),
			m.instructions,
			m.suspendMinimumCents,
			m.suspendDaysOverdue,
			m.suspendDaysBefore,
			m.suspendFixedDay
		]
	),
	list('extra_field', extraFields, ['name', 'owner', 'kind', 'choices', 'position'], (f, _world, n) => [
		f.name,
		f.owner,
		f.kind,
		f.choices,
		n
	]),
	list('message_template', messageTemplates, ['name', 'channel', 'body'], (t) => [t.name, t.channel, t.body])
];

const removal = (deleted: Deletion | null): Value[] => (deleted ? [instantText(deleted.ms), deleted.byId] : [null, null]);

/** A table of things that hang on plans. */
function items<K extends Exclude<keyof DemoItems, 'contracts' | 'equipment'>>(
	table: string,
	key: K,
	columns: readonly string[],
	values: (item: DemoItems[K][number]) => readonly Value[]
): DemoTable {
	return {
		name: table,
		columns: ['id', 'branch_id', 'customer_id', 'subscription_id', ...columns, ...authorship, 'deleted_at', 'deleted_by'],
		*rows(world) {
			for (const outline of outlines(world)) {
				for (const item of itemsOf(world, outline)[key]) {
					yield [
						item.id,
						branchId(world, outline.branch),
						outline.id,
						item.subscriptionId,
						...values(item),
						...changed(
							item.createdMs,
							registrar(world, outline),
							item.deleted?.ms ?? item.createdMs,
							item.deleted?.byId ?? registrar(world, outline)
						),
						...removal(item.deleted)
					];
				}
			}
		}
	};
}

/** What hangs on customers beyond registration and money. */
export const deskTables: readonly DemoTable[] = [
	{
		name: 'address',
		columns: [
			'id',
			'branch_id',
			'customer_id',
			'address_type_id',
			'postal_code',
			'street',
			'number',
			'unit',
			'district',
			'city',
			'state',
			'reference',
			...authorship
		],
		*rows(world) {
			for (const outline of outlines(world)) {
				for (const a of addressesOf(world, outline)) {
					yield [
						a.id,
						branchId(world, outline.branch),
						outline.id,
						listId(world, 'address_type', a.type),
						a.postalCode,
						a.street,
						a.number,
						a.unit,
						a.district,
						a.city.name,
						a.city.state,
						a.reference,
						...written(a.createdMs, registrar(world, outline))
					];
				}
			}
		}
	},
	{
		name: 'extra_field_value',
		columns: ['id', 'branch_id', 'customer_id', 'extra_field_id', 'value', ...authorship],
		*rows(world) {
			for (const outline of outlines(world)) {
				for (const v of extraValuesOf(world, outline)) {
					yield [
						v.id,
						branchId(world, outline.branch),
						outline.id,
						listId(world, 'extra_field', v.field),
						v.value,
						...written(v.createdMs, registrar(world, outline))
					];
				}
			}
		}
	},
	{
		name: 'payment_method',
		columns: [
			'id',
			'branch_id',
			'customer_id',
			'billing_method_id',
			'debit_status',
			'bank_branch',
			'account_number',
			'account_kind',
			'card_brand',
			'card_last_four',
			'card_expiry_month',
			'card_expiry_year',
			'authorised_at',
			...authorship
		],
		*rows(world) {
			for (const outline of outlines(world)) {
				for (const p of paymentsOf(world, outline)) {
					yield [
						p.id,
						branchId(world, outline.branch),
						outline.id,
						listId(world, 'billing_method', p.method),
						p.status,
						p.bankBranch,
						p.accountNumber,
						p.bankBranch === null ? null : 'current',
						p.cardBrand,
						p.cardLastFour,
						p.cardExpiryMonth,
						p.cardExpiryYear,
						p.status === 'authorised' ? instantText(p.createdMs) : null,
						...written(p.createdMs, registrar(world, outline))
					];
				}
			}
		}
	},
	{
		name: 'ticket_entry',
		columns: ['id', 'branch_id', 'customer_id', 'ticket_id', 'kind', 'text', 'from_value', 'to_value', ...authorship],
		*rows(world) {
			let n = 0;
			for (const ticket of tickets(world)) {
				for (const e of entriesOf(world, ticket, n)) {
					yield [
						e.id,
						branchId(world, ticket.outline.branch),
						ticket.outline.id,
						ticket.id,
						e.kind,
						e.text,
						e.from,
						e.to,
						...written(e.atMs, e.byId)
					];
				}
				n++;
			}
		}
	},
	{
		name: 'work_order',
		columns: [
			'id',
			'branch_id',
			'customer_id',
			'ticket_id',
			'number',
			'subject',
			'status',
			'technician_id',
			'scheduled_at',
			'done_at',
			...authorship
		],
		*rows(world) {
			let n = 0;
			for (const ticket of tickets(world)) {
				const order = workOrderOf(world, ticket, n++);
				if (!order) continue;
				yield [
					order.id,
					branchId(world, ticket.outline.branch),
					ticket.outline.id,
					ticket.id,
					order.number,
					order.subject,
					order.status,
					order.technicianId,
					order.scheduledMs === null ? null : instantText(order.scheduledMs),
					order.doneMs === null ? null : instantText(order.doneMs),
					...written(order.createdMs, ticket.authorId)
				];
			}
		}
	},
	items('login', 'logins', ['username'], (i) => [i.username]),
	items('email_account', 'emails', ['address'], (i) => [i.address]),
	items('ip_assignment', 'ips', ['ip', 'mac', 'mac2', 'onu_mac'], (i) => [i.ip, i.mac, i.mac2, i.onuMac]),
	items('voice_terminal', 'terminals', ['number'], (i) => [i.number]),
	items('tv_card', 'tvCards', ['smartcard', 'cas_number'], (i) => [i.smartcard, i.casNumber]),
	{
		name: 'contract',
		columns: ['id', 'branch_id', 'customer_id', 'subscription_id', 'number', 'signed_on', ...authorship],
		*rows(world) {
			for (const outline of outlines(world)) {
				for (const c of itemsOf(world, outline).contracts) {
					yield [
						c.id,
						branchId(world, outline.branch),
						outline.id,
						c.subscriptionId,
						c.number,
						dayFromNumber(c.signed),
						...written(c.createdMs, registrar(world, outline))
					];
				}
			}
		}
	},
	{
		name: 'equipment',
		columns: ['id', 'branch_id', 'customer_id', 'kind', 'serial_number', 'asset_number', ...authorship],
		*rows(world) {
			for (const outline of outlines(world)) {
				for (const e of itemsOf(world, outline).equipment)
					yield [
						e.id,
						branchId(world, outline.branch),
						outline.id,
						e.kind,
						e.serialNumber,
						e.assetNumber,
						...written(e.createdMs, registrar(world, outline))
					];
			}
			for (const b of branches.keys())
				for (const e of stockOf(world, b))
					yield [e.id, branchId(world, b), null, e.kind, e.serialNumber, e.assetNumber, ...written(e.createdMs, administrator(world).id)];
		}
	}
];
