import { and, asc, desc, eq, inArray, isNull, ne, type SQL } from 'drizzle-orm';
import { ladderOn } from '#lib/domain/delinquency/ladder.ts';
import { suspensionDate, type SuspensionDate, type SuspensionRule } from '#lib/domain/delinquency/suspension.ts';
import type { TemporarySuspension } from '#lib/domain/delinquency/temporary.ts';
import { lastDayToPay, openCents } from '#lib/domain/invoice/balance.ts';
import { debtsBefore } from '#lib/domain/suspension/debts-before.ts';
import { invoice, servicePlan, subscription, type SubscriptionStatus } from '#lib/schema/billing.ts';
import { customer } from '#lib/schema/customer.ts';
import { billingMethod } from '#lib/schema/list.ts';
import { paymentPromise } from '#lib/schema/receivable.ts';
import { debtNotice, suspension, type SuspensionDirection, type SuspensionKind, type SuspensionStatus } from '#lib/schema/suspension.ts';
import type { Tx } from '#lib/sync/model.ts';

/** A plan of a customer, and what decides whether and when it may be suspended. Money in cents. */
export interface PlanFacts {
	readonly subscriptionId: string;
	readonly branchId: string;
	readonly customerId: string;
	readonly customerName: string;
	readonly customerCode: number;
	readonly planName: string;
	readonly status: SubscriptionStatus;
	/** Overdue on its billing method. */
	readonly overdueCents: number;
	/** Of the oldest overdue invoice, as printed. */
	readonly oldestDueOn: string | null;
	/** What is overdue are its debts due before this day; null: nothing is. */
	readonly debtsBefore: string | null;
	/** Earliest day of a suspension by debt, and what makes it (design, decision 9.4). */
	readonly date: SuspensionDate;
	/** Its billing method suspends on business days only. */
	readonly onBusinessDay: boolean;
	/** The notice that it counts from. */
	readonly noticeId: string | null;
	/** The suspension that is open, if one is. */
	readonly open: OpenSuspension | null;
	/** Temporary ones that were taken or asked for. */
	readonly pauses: readonly TemporarySuspension[];
}

export interface OpenSuspension {
	readonly id: string;
	readonly kind: SuspensionKind;
	readonly direction: SuspensionDirection;
	readonly status: SuspensionStatus;
	readonly toOn: string | null;
}

interface Debt {
	readonly dueOn: string;
	readonly cents: number;
}

/**
 * The facts of plans that are not cancelled: of `customerIds`, or those of `subscriptionIds`, as far as the actor may see them. In the
 * order of customers' names. A billing method's debts are those of all its plans: what an invoice is made of is known at the centre only.
 */
export async function planFacts(
	tx: Tx,
	which: { readonly customerIds: readonly string[] } | { readonly subscriptionIds: readonly string[] },
	today: string
): Promise<readonly PlanFacts[]> {
	const wanted: SQL =
		'customerIds' in which
			? inArray(subscription.customerId, [...which.customerIds])
			: inArray(subscription.id, [...which.subscriptionIds]);
	const plans = await tx
		.select({
			subscriptionId: subscription.id,
			branchId: subscription.branchId,
			customerId: subscription.customerId,
			customerName: customer.name,
			customerCode: customer.code,
			planName: servicePlan.name,
			status: subscription.status,
			billingMethodId: subscription.billingMethodId,
			minimumCents: billingMethod.suspendMinimumCents,
			daysOverdue: billingMethod.suspendDaysOverdue,
			daysBefore: billingMethod.suspendDaysBefore,
			fixedDay: billingMethod.suspendFixedDay,
			onBusinessDay: billingMethod.suspendOnBusinessDay
		})
		.from(subscription)
		.innerJoin(customer, eq(customer.id, subscription.customerId))
		.innerJoin(servicePlan, eq(servicePlan.id, subscription.servicePlanId))
		.leftJoin(billingMethod, eq(billingMethod.id, subscription.billingMethodId))
		.where(and(wanted, ne(subscription.status, 'cancelled')))
		.orderBy(asc(customer.name), asc(customer.id), asc(servicePlan.name), asc(subscription.id));
	if (plans.length === 0) return [];
	const customerIds = [...new Set(plans.map((plan) => plan.customerId))];
	const [debts, promises, notices, suspensions] = [
		await debtsOf(tx, customerIds),
		await promisesOf(tx, customerIds),
		await noticesOf(tx, customerIds),
		await suspensionsOf(tx, customerIds)
	];
	const [ladder, overdueBefore] = [ladderOn(today), debtsBefore(today)];
	return plans.map(({ billingMethodId, minimumCents, daysOverdue, daysBefore, fixedDay, onBusinessDay, ...plan }) => {
		const open = debts.get(`${plan.customerId} ${billingMethodId}`) ?? [];
		const overdue = open.filter(({ dueOn }) => dueOn < overdueBefore);
		const oldestDueOn = overdue[0]?.dueOn ?? null;
		// Letters speak of what is overdue: one that came before the oldest debt was so is of another debt, of last year or of yesterday.
		const lastDay = open[0] ? lastDayToPay(open[0].dueOn) : null;
		const notice = lastDay === null ? undefined : (notices.get(plan.customerId) ?? []).find(({ provenOn }) => provenOn > lastDay);
		const rule: SuspensionRule = {
			minimumCents: minimumCents ?? 0,
			daysOverdue: daysOverdue ?? 0,
			daysBefore: daysBefore ?? 0,
			fixedDay: fixedDay ?? null,
			onBusinessDay: onBusinessDay ?? true
		};
		const own = suspensions.get(plan.subscriptionId) ?? [];
		const openOne = own.find((one) => one.endedAt === null);
		return {
			...plan,
			overdueCents: overdue.reduce((sum, { cents }) => sum + cents, 0),
			oldestDueOn,
			debtsBefore: overdue.length === 0 ? null : overdueBefore,
			date: suspensionDate(
				{ open, noticeProvenOn: notice?.provenOn ?? null, promises: promises.get(plan.customerId) ?? [], unblockedUntil: null },
				rule,
				ladder
			),
			onBusinessDay: rule.onBusinessDay,
			noticeId: notice?.id ?? null,
			open: openOne
				? { id: openOne.id, kind: openOne.kind, direction: openOne.direction, status: openOne.status, toOn: openOne.toOn }
				: null,
			pauses: own.flatMap((one) =>
				one.kind === 'temporary' && one.status !== 'withdrawn' && one.toOn !== null ? [{ from: one.fromOn, to: one.toOn }] : []
			)
		};
	});
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
	const out = new Map<string, T[]>();
	for (const row of rows) {
		const list = out.get(key(row));
		if (list) list.push(row);
		else out.set(key(row), [row]);
	}
	return out;
}

/** Open invoices, due or not, by customer and billing method, the oldest first. */
async function debtsOf(tx: Tx, customerIds: readonly string[]): Promise<Map<string, Debt[]>> {
	const rows = await tx
		.select({
			customerId: invoice.customerId,
			billingMethodId: invoice.billingMethodId,
			dueOn: invoice.dueOn,
			amountCents: invoice.amountCents,
			paidCents: invoice.paidCents,
			paidAt: invoice.paidAt,
			cancelledAt: invoice.cancelledAt,
			replacedById: invoice.replacedById
		})
		.from(invoice)
		.where(
			and(inArray(invoice.customerId, [...customerIds]), isNull(invoice.paidAt), isNull(invoice.cancelledAt), isNull(invoice.replacedById))
		)
		.orderBy(asc(invoice.dueOn));
	const debts = rows.map((row) => ({ key: `${row.customerId} ${row.billingMethodId}`, dueOn: row.dueOn, cents: openCents(row) }));
	return grouped(
		debts.filter(({ cents }) => cents > 0),
		({ key }) => key
	);
}

async function promisesOf(tx: Tx, customerIds: readonly string[]) {
	const rows = await tx
		.select({ customerId: paymentPromise.customerId, promisedOn: paymentPromise.promisedOn })
		.from(paymentPromise)
		.where(and(inArray(paymentPromise.customerId, [...customerIds]), isNull(paymentPromise.withdrawnAt)));
	return grouped(rows, (row) => row.customerId);
}

async function noticesOf(tx: Tx, customerIds: readonly string[]) {
	const rows = await tx
		.select({ id: debtNotice.id, customerId: debtNotice.customerId, provenOn: debtNotice.provenOn })
		.from(debtNotice)
		.where(inArray(debtNotice.customerId, [...customerIds]))
		.orderBy(asc(debtNotice.provenOn));
	return grouped(rows, (row) => row.customerId);
}

async function suspensionsOf(tx: Tx, customerIds: readonly string[]) {
	const rows = await tx
		.select({
			id: suspension.id,
			subscriptionId: suspension.subscriptionId,
			kind: suspension.kind,
			direction: suspension.direction,
			status: suspension.status,
			fromOn: suspension.fromOn,
			toOn: suspension.toOn,
			endedAt: suspension.endedAt
		})
		.from(suspension)
		.where(inArray(suspension.customerId, [...customerIds]))
		.orderBy(desc(suspension.createdAt));
	return grouped(rows, (row) => row.subscriptionId);
}
