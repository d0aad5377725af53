import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Day } from '#lib/domain/day/day.ts';
import type { ReceivableRow } from '#lib/domain/delinquency/receivable.ts';
import { dueDayOfRun, serviceGroupsOf, type BilledMonth, type BilledPlan } from '#lib/domain/delinquency/service-groups.ts';
import { agreement } from '#lib/schema/receivable.ts';
import { invoice, servicePlan, subscription } from '#lib/schema/billing.ts';
import { customer, type PersonKind } from '#lib/schema/customer.ts';
import type { Tx } from '#lib/sync/model.ts';

/** A customer as the list shows it. */
export interface DebtorFacts {
	readonly code: number;
	readonly branchId: string;
	readonly name: string;
	readonly personKind: PersonKind;
	readonly active: boolean;
	readonly phone: string | null;
	readonly condominium: string | null;
	readonly city: string | null;
}

/** What a line of the list by account shows of its invoice. */
export interface InvoiceFacts {
	readonly number: number;
	readonly instalment: number | null;
}

/** Between values in one text; no name has it, people type no control characters. */
const separator = '\u001f';

/**
 * All values of a column as one text. Thousands of rows cross the border between Postgres and JavaScript as a handful of values: one
 * message for each row costs ten times as much as finding it. All columns of one select come in the same order.
 */
const column = (of: PgColumn | SQL): SQL<string | null> =>
	sql<string | null>`string_agg(coalesce((${of})::text, ''), ${sql.raw(`chr(31)`)})`;
const values = (text: string | null): readonly string[] => (text === null ? [] : text.split(separator));
/** One value of thousands of ids, not thousands of parameters. */
export const among = (of: PgColumn, ids: readonly string[]): SQL => sql`${of} = any(${`{${ids.join(',')}}`}::uuid[])`;
const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** An invoice that is still owed. */
export interface Line extends InvoiceFacts {
	readonly id: string;
	readonly customerId: string;
	readonly billingMethodId: string;
	readonly dueOn: Day;
	readonly openCents: number;
	readonly agreementId: string | null;
}

export async function readInvoices(tx: Tx, where: SQL | undefined): Promise<Line[]> {
	const [text] = await tx
		.select({
			ids: column(invoice.id),
			customers: column(invoice.customerId),
			methods: column(invoice.billingMethodId),
			dues: column(invoice.dueOn),
			amounts: column(sql`${invoice.amountCents} - coalesce(${invoice.paidCents}, 0)`),
			agreements: column(invoice.agreementId),
			numbers: column(invoice.number),
			instalments: column(invoice.instalment)
		})
		.from(invoice)
		.where(where);
	if (!text) return [];
	const [ids, methods, dues, amounts] = [values(text.ids), values(text.methods), values(text.dues), values(text.amounts)];
	const [agreements, numbers, instalments] = [values(text.agreements), values(text.numbers), values(text.instalments)];
	const customers = values(text.customers);
	return ids.map((id, at) => ({
		id,
		customerId: customers[at] ?? '',
		billingMethodId: methods[at] ?? '',
		dueOn: dues[at] ?? '',
		openCents: Number(amounts[at]),
		agreementId: orNull(agreements[at]),
		number: Number(numbers[at]),
		instalment: orNull(instalments[at]) === null ? null : Number(instalments[at])
	}));
}

export async function readDebtors(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, DebtorFacts>> {
	if (ids.length === 0) return new Map();
	const [text] = await tx
		.select({
			ids: column(customer.id),
			codes: column(customer.code),
			branches: column(customer.branchId),
			names: column(customer.name),
			kinds: column(customer.personKind),
			statuses: column(customer.status),
			phones: column(sql`coalesce(${customer.mobile}, ${customer.phone})`),
			condominiums: column(customer.condominium),
			cities: column(customer.city)
		})
		.from(customer)
		.where(among(customer.id, ids));
	if (!text) return new Map();
	const [codes, branches, names, kinds] = [values(text.codes), values(text.branches), values(text.names), values(text.kinds)];
	const [statuses, phones, condominiums, cities] = [
		values(text.statuses),
		values(text.phones),
		values(text.condominiums),
		values(text.cities)
	];
	return new Map(
		values(text.ids).map((id, at) => [
			id,
			{
				code: Number(codes[at]),
				branchId: branches[at] ?? '',
				name: names[at] ?? '',
				personKind: (kinds[at] ?? 'natural') as PersonKind,
				active: statuses[at] === 'active',
				phone: orNull(phones[at]),
				condominium: orNull(condominiums[at]),
				city: orNull(cities[at])
			}
		])
	);
}

/**
 * Lines as the rules read them, oldest first: rows of an equal order make answers of an equal order. An invoice whose customer is not
 * here is left out: while a replica is being loaded it may come before its customer.
 */
export function receivablesOf(
	lines: Iterable<Line>,
	debtors: ReadonlyMap<string, DebtorFacts | null>,
	groups: ReadonlyMap<string, readonly string[]> | null
): ReceivableRow[] {
	const rows: ReceivableRow[] = [];
	for (const { id, customerId, billingMethodId, dueOn, openCents, agreementId } of lines) {
		const debtor = debtors.get(customerId);
		if (!debtor) continue;
		const { name: customerName, personKind, active: customerActive, phone, condominium, city } = debtor;
		rows.push({
			id,
			customerId,
			customerName,
			personKind,
			customerActive,
			phone,
			condominium,
			city,
			billingMethodId,
			serviceGroupIds: groups?.get(id) ?? [],
			dueOn,
			openCents,
			agreementId
		});
	}
	return rows.sort(oldestFirst);
}
export const oldestFirst = (a: ReceivableRow, b: ReceivableRow): number =>
	a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1;

/** Customers whose groups a row has to do with, by the row's id. */
export type Sources = Map<string, Set<string>>;
const noteSource = (sources: Sources, id: string, customerId: string): void => {
	const known = sources.get(id);
	if (known) known.add(customerId);
	else sources.set(id, new Set([customerId]));
};

/**
 * Groups by invoice id. Of an instalment those of the invoices that its agreement took the place of; of one made by hand none.
 * Every row that was looked at is noted in `sources`.
 */
export async function readGroups(
	tx: Tx,
	lines: readonly Line[],
	customerIds: readonly string[],
	sources: Sources = new Map()
): Promise<ReadonlyMap<string, readonly string[]>> {
	if (lines.length === 0) return new Map();
	const plans = await readPlans(tx, customerIds, sources);
	const agreementIds = [...new Set(lines.flatMap(({ agreementId }) => (agreementId === null ? [] : [agreementId])))];
	const replaced = new Map<string, readonly string[]>(
		agreementIds.length === 0
			? []
			: (
					await tx.select({ id: agreement.id, invoiceIds: agreement.invoiceIds }).from(agreement).where(among(agreement.id, agreementIds))
				).map(({ id, invoiceIds }) => [id, invoiceIds])
	);
	for (const { agreementId, customerId } of lines) {
		if (agreementId === null) continue;
		noteSource(sources, agreementId, customerId);
		for (const id of replaced.get(agreementId) ?? []) noteSource(sources, id, customerId);
	}
	const billed = await readBilled(tx, [...lines.map(({ id }) => id), ...[...replaced.values()].flat()]);
	const groupsOf = (id: string, customerId: string): readonly string[] => {
		const facts = billed.get(id);
		return facts ? serviceGroupsOf(facts, plans.get(customerId) ?? []) : [];
	};
	return new Map(
		lines.map(({ id, customerId, agreementId }) => [
			id,
			agreementId === null
				? groupsOf(id, customerId)
				: [...new Set((replaced.get(agreementId) ?? []).flatMap((of) => groupsOf(of, customerId)))]
		])
	);
}

/** Plans by customer. */
async function readPlans(tx: Tx, customerIds: readonly string[], sources: Sources): Promise<ReadonlyMap<string, BilledPlan[]>> {
	const [text] = await tx
		.select({
			ids: column(subscription.id),
			customers: column(subscription.customerId),
			groups: column(servicePlan.serviceGroupId),
			methods: column(subscription.billingMethodId),
			days: column(subscription.dueDay),
			starts: column(subscription.startedOn),
			ends: column(subscription.endedOn)
		})
		.from(subscription)
		.innerJoin(servicePlan, sql`${servicePlan.id} = ${subscription.servicePlanId}`)
		.where(among(subscription.customerId, customerIds));
	const plans = new Map<string, BilledPlan[]>();
	if (!text) return plans;
	const [customers, groups, methods] = [values(text.customers), values(text.groups), values(text.methods)];
	const [days, starts, ends] = [values(text.days), values(text.starts), values(text.ends)];
	for (const [at, id] of values(text.ids).entries()) {
		const customerId = customers[at] ?? '';
		noteSource(sources, id, customerId);
		const plan: BilledPlan = {
			serviceGroupId: orNull(groups[at]),
			billingMethodId: orNull(methods[at]),
			dueDay: Number(days[at]),
			startedOn: starts[at] ?? '',
			endedOn: orNull(ends[at])
		};
		const known = plans.get(customerId);
		if (known) known.push(plan);
		else plans.set(customerId, [plan]);
	}
	return plans;
}

/** What invoices of a month's service are for, by id; others are for none. */
async function readBilled(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, BilledMonth>> {
	const [text] = await tx
		.select({
			ids: column(invoice.id),
			methods: column(invoice.billingMethodId),
			months: column(invoice.competence),
			// Its end is all that counts, and a key is long.
			keys: column(sql`right(${invoice.runKey}, 3)`)
		})
		.from(invoice)
		.where(and(among(invoice.id, ids), eq(invoice.kind, 'service')));
	if (!text) return new Map();
	const [methods, months, keys] = [values(text.methods), values(text.months), values(text.keys)];
	return new Map(
		values(text.ids).map((id, at) => [
			id,
			{ billingMethodId: orNull(methods[at]), competence: orNull(months[at]), dueDay: dueDayOfRun(keys[at] ?? null) }
		])
	);
}
