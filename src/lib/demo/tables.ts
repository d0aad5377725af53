import { dayFromNumber } from '#lib/domain/day/day.ts';
import { itemKey } from '#lib/domain/billing/invoice-run.ts';
import { monthOf } from '#lib/domain/billing/competence.ts';
import { billingOf } from './billing.ts';
import { billingMethodOf, billingMethods } from './collection.ts';
import { observationTypes, plans, providerName, serviceGroups } from './catalogue.ts';
import { contactsOf } from './contacts.ts';
import { customerOf, type DemoCustomer } from './customer.ts';
import { editOf } from './edits.ts';
import { demoId } from './ids.ts';
import { debtTables } from './debt-tables.ts';
import { debtOf, statusOf } from './debts.ts';
import { deskLists, deskTables } from './desk-tables.ts';
import { paymentsOf } from './desk.ts';
import { invoices } from './invoices.ts';
import { subscriptionOf } from './items.ts';
import { listId, teamNumber, ticketTypes } from './lists.ts';
import type { Outline } from './outline.ts';
import { observationsOf } from './observations.ts';
import { branches } from './places.ts';
import { administrator, branchId, foundedMs, staff } from './staff.ts';
import { authorship, changed, outlines, registrar, written, type DemoTable } from './table.ts';
import { tickets } from './tickets.ts';
import { dayNumberAt, instantText, type World } from './world.ts';

const groupId = (world: World, n: number) => demoId(world.seed, 'service_group', n, foundedMs(world) + 290_000 + n);
const planId = (world: World, n: number) => demoId(world.seed, 'service_plan', n, foundedMs(world) + 300_000 + n);
/** Asked for each of a customer's invoices: thrown once. */
const methods = new WeakMap<World, Map<number, number>>();
function methodNumber(world: World, outline: Outline): number {
	const known = methods.get(world) ?? new Map<number, number>();
	methods.set(world, known);
	const method = known.get(outline.n) ?? billingMethodOf(outline, paymentsOf(world, outline)[0]?.method);
	known.set(outline.n, method);
	return method;
}
const methodId = (world: World, outline: Outline) => listId(world, 'billing_method', methodNumber(world, outline));
const observationTypeId = (world: World, n: number) => demoId(world.seed, 'observation_type', n, foundedMs(world) + 200_000 + n);

function* customers(world: World): Generator<DemoCustomer> {
	for (const outline of outlines(world)) yield customerOf(world, outline);
}
/** In an order in which every row comes after those it refers to. Credentials are the loader's: they are no data. */
export const tables: readonly DemoTable[] = [
	{
		name: 'branch',
		columns: ['id', 'name', 'city', 'state', 'area_code', 'active', ...authorship],
		*rows(world) {
			for (const [b, { name, cities }] of branches.entries()) {
				yield [
					branchId(world, b),
					name,
					cities[0].name,
					cities[0].state,
					cities[0].areaCode,
					true,
					...written(foundedMs(world), administrator(world).id)
				];
			}
		}
	},
	{
		name: 'app_user',
		columns: ['id', 'login', 'name', 'role', 'active', ...authorship],
		*rows(world) {
			for (const { id, login, name, role } of staff(world)) yield [id, login, name, role, true, ...written(foundedMs(world), null)];
		}
	},
	{
		name: 'user_branch',
		columns: ['id', 'user_id', 'branch_id'],
		*rows(world) {
			let n = 0;
			for (const { id, branches: own } of staff(world)) {
				for (const b of own) yield [demoId(world.seed, 'user_branch', n++, foundedMs(world) + 100_000 + n), id, branchId(world, b)];
			}
		}
	},
	{
		name: 'observation_type',
		columns: ['id', 'name', 'active', ...authorship],
		*rows(world) {
			for (const [n, name] of observationTypes.entries())
				yield [observationTypeId(world, n), name, true, ...written(foundedMs(world), administrator(world).id)];
		}
	},
	{
		name: 'service_group',
		columns: ['id', 'name', ...authorship],
		*rows(world) {
			for (const [n, name] of serviceGroups.entries())
				yield [groupId(world, n), name, ...written(foundedMs(world), administrator(world).id)];
		}
	},
	{
		name: 'service_plan',
		columns: ['id', 'service_group_id', 'name', 'download_kbps', 'upload_kbps', 'price_cents', 'active', ...authorship],
		*rows(world) {
			for (const [n, p] of plans.entries())
				yield [
					planId(world, n),
					groupId(world, p.group),
					p.name,
					p.downloadKbps,
					p.uploadKbps,
					p.priceCents,
					p.active,
					...written(foundedMs(world), administrator(world).id)
				];
		}
	},
	{
		name: 'setting',
		columns: ['id', 'key', 'value', ...authorship],
		*rows(world) {
			const values = { demonstration: true, providerName };
			let n = 0;
			for (const [key, value] of Object.entries(values))
				yield [demoId(world.seed, 'setting', n++, foundedMs(world)), key, JSON.stringify(value), ...written(foundedMs(world), null)];
		}
	},
	...deskLists,
	{
		name: 'customer',
		columns: [
			'id',
			'branch_id',
			'code',
			'person_kind',
			'name',
			'trade_name',
			'tax_id',
			'state_registration',
			'status',
			'registered_on',
			'phone',
			'mobile',
			'fax',
			'email',
			'address',
			'district',
			'city',
			'state',
			'postal_code',
			'reference',
			'condominium',
			'billing_address',
			'billing_district',
			'billing_city',
			'billing_state',
			'billing_postal_code',
			'remarks',
			...authorship
		],
		*rows(world) {
			for (const c of customers(world)) {
				const { outline, billing } = c;
				const by = registrar(world, outline);
				const edit = editOf(world, c);
				yield [
					outline.id,
					branchId(world, outline.branch),
					c.code,
					outline.legal ? 'legal' : 'natural',
					c.name,
					c.tradeName,
					c.taxId,
					c.stateRegistration,
					outline.active ? 'active' : 'inactive',
					c.registeredOn,
					c.phone,
					c.mobile,
					c.fax,
					c.email,
					c.address,
					c.district,
					c.city.name,
					c.city.state,
					c.postalCode,
					c.reference,
					c.condominium,
					billing?.address ?? null,
					billing?.district ?? null,
					billing?.city.name ?? null,
					billing?.city.state ?? null,
					billing?.postalCode ?? null,
					c.remarks,
					...changed(outline.createdMs, by, edit?.atMs ?? outline.createdMs, edit?.userId ?? by)
				];
			}
		}
	},
	{
		name: 'observation',
		columns: ['id', 'branch_id', 'customer_id', 'observation_type_id', 'text', 'must_read', 'version', ...authorship],
		*rows(world) {
			for (const outline of outlines(world)) {
				for (const o of observationsOf(world, outline)) {
					yield [
						o.id,
						branchId(world, outline.branch),
						outline.id,
						observationTypeId(world, o.type),
						o.text,
						o.mustRead,
						o.version,
						...changed(o.createdMs, o.authorId, o.changedMs, o.changedById)
					];
				}
			}
		}
	},
	{
		name: 'reading',
		columns: ['id', 'branch_id', 'customer_id', 'observation_id', 'observation_version', 'user_id', 'read_at'],
		*rows(world) {
			for (const outline of outlines(world)) {
				for (const o of observationsOf(world, outline)) {
					for (const r of o.readings)
						yield [r.id, branchId(world, outline.branch), outline.id, o.id, r.version, r.userId, instantText(r.readMs)];
				}
			}
		}
	},
	{
		name: 'contact',
		columns: [
			'id',
			'branch_id',
			'customer_id',
			'contact_type_id',
			'name',
			'job_title',
			'phone',
			'mobile',
			'sms_consent',
			'email',
			...authorship
		],
		*rows(world) {
			for (const c of customers(world)) {
				const { outline } = c;
				for (const p of contactsOf(world, c)) {
					yield [
						p.id,
						branchId(world, outline.branch),
						outline.id,
						listId(world, 'contact_type', p.type),
						p.name,
						p.jobTitle,
						p.phone,
						p.mobile,
						p.smsConsent,
						p.email,
						...written(p.createdMs, registrar(world, outline))
					];
				}
			}
		}
	},
	{
		name: 'subscription',
		columns: [
			'id',
			'branch_id',
			'customer_id',
			'service_plan_id',
			'billing_method_id',
			'status',
			'price_cents',
			'due_day',
			'started_on',
			'ended_on',
			...authorship
		],
		*rows(world) {
			for (const outline of outlines(world)) {
				const billing = billingOf(world, outline);
				const debt = debtOf(world, outline, billing);
				for (const [k, s] of billing.subscriptions.entries()) {
					const { id, createdMs } = subscriptionOf(world, outline, k, s);
					yield [
						id,
						branchId(world, outline.branch),
						outline.id,
						planId(world, s.plan),
						methodId(world, outline),
						statusOf(debt, s),
						s.priceCents,
						billing.dueDay,
						dayFromNumber(s.started),
						s.ended === null ? null : dayFromNumber(s.ended),
						...written(createdMs, registrar(world, outline))
					];
				}
			}
		}
	},
	{
		name: 'subscription_price',
		columns: ['id', 'branch_id', 'customer_id', 'subscription_id', 'from_on', 'monthly_cents', ...authorship],
		*rows(world) {
			for (const outline of outlines(world)) {
				for (const [k, s] of billingOf(world, outline).subscriptions.entries()) {
					const { id, createdMs } = subscriptionOf(world, outline, k, s);
					yield [
						demoId(world.seed, 'subscription_price', outline.n * 4 + k, createdMs),
						branchId(world, outline.branch),
						outline.id,
						id,
						dayFromNumber(s.started),
						s.priceCents,
						...written(createdMs, registrar(world, outline))
					];
				}
			}
		}
	},
	{
		name: 'ticket',
		columns: [
			'id',
			'branch_id',
			'customer_id',
			'protocol',
			'subject',
			'status',
			'closed_at',
			'ticket_type_id',
			'team_id',
			'assignee_id',
			'due_at',
			'priority',
			...authorship
		],
		*rows(world) {
			for (const t of tickets(world)) {
				yield [
					t.id,
					branchId(world, t.outline.branch),
					t.outline.id,
					t.protocol,
					t.subject,
					t.status,
					t.closedMs === null ? null : instantText(t.closedMs),
					listId(world, 'ticket_type', t.type),
					listId(world, 'team', teamNumber(ticketTypes[t.type]!.team)),
					t.assigneeId,
					t.dueMs === null ? null : instantText(t.dueMs),
					t.priority,
					...changed(t.createdMs, t.authorId, t.closedMs ?? t.createdMs, t.authorId)
				];
			}
		}
	},
	{
		name: 'invoice',
		columns: [
			'id',
			'branch_id',
			'customer_id',
			'number',
			'billing_method_id',
			'competence',
			'issued_on',
			'due_on',
			'amount_cents',
			'paid_at',
			'paid_cents',
			'cancelled_at',
			'boleto_number',
			'tax_invoice_number',
			...authorship
		],
		*rows(world) {
			for (const i of invoices(world)) {
				yield [
					i.id,
					branchId(world, i.outline.branch),
					i.outline.id,
					i.number,
					methodId(world, i.outline),
					i.competence,
					dayFromNumber(dayNumberAt(i.createdMs)),
					dayFromNumber(i.due),
					i.amountCents,
					i.paidMs === null ? null : instantText(i.paidMs),
					i.paidCents,
					null,
					// Nosso número: eleven digits, as most banks give; the tax invoice is issued when it is paid.
					String(24_000_000_000 + i.number),
					i.paidMs === null ? null : String(i.number),
					...changed(i.createdMs, null, i.paidMs ?? i.createdMs, null)
				];
			}
		}
	},
	{
		name: 'invoice_item',
		columns: [
			'id',
			'branch_id',
			'customer_id',
			'invoice_id',
			'item_key',
			'kind',
			'subscription_id',
			'description',
			'from_on',
			'to_on',
			'amount_cents'
		],
		*rows(world) {
			for (const i of invoices(world)) {
				const { first, last } = monthOf(i.competence);
				for (const { k, subscription } of i.items) {
					const { id } = subscriptionOf(world, i.outline, k, subscription);
					yield [
						demoId(world.seed, 'invoice_item', i.number * 4 + k, i.createdMs),
						branchId(world, i.outline.branch),
						i.outline.id,
						i.id,
						itemKey({ subscriptionId: id, competence: i.competence }),
						'subscription',
						id,
						plans[subscription.plan]!.name,
						first,
						last,
						subscription.priceCents
					];
				}
			}
		}
	},
	{
		name: 'payment',
		columns: ['id', 'branch_id', 'customer_id', 'invoice_id', 'paid_on', 'source', 'principal_cents', 'late_cents', ...authorship],
		*rows(world) {
			for (const i of invoices(world)) {
				if (i.paidMs === null) continue;
				const { kind } = billingMethods[methodNumber(world, i.outline)]!;
				yield [
					demoId(world.seed, 'payment', i.number, i.paidMs),
					branchId(world, i.outline.branch),
					i.outline.id,
					i.id,
					dayFromNumber(dayNumberAt(i.paidMs)),
					// One in three takes the PIX code of the slip.
					kind === 'boleto' ? (i.number % 3 === 0 ? 'pix' : 'boleto') : kind === 'card' ? 'card' : 'bank_debit',
					i.amountCents,
					i.lateCents,
					...written(i.paidMs, null)
				];
			}
		}
	},
	...debtTables,
	...deskTables,
	{
		name: 'history',
		columns: ['id', 'branch_id', 'customer_id', 'table_name', 'row_id', 'operation', 'at', 'user_id', 'ip', 'changes'],
		*rows(world) {
			for (const c of customers(world)) {
				const edit = editOf(world, c);
				if (!edit) continue;
				const { id, branch } = c.outline;
				yield [
					edit.id,
					branchId(world, branch),
					id,
					'customer',
					id,
					'update',
					instantText(edit.atMs),
					edit.userId,
					edit.ip,
					JSON.stringify(edit.changes)
				];
			}
		}
	}
];
