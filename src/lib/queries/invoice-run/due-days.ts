import { and, asc, eq, gte, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isCompetence, monthOf } from '#lib/domain/billing/competence.ts';
import { subscription } from '#lib/schema/billing.ts';
import { invoiceRun } from '#lib/schema/receivable.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** A due day of a branch, and with how many customers a run of it would deal. */
export interface RunDueDay {
	readonly branchId: string;
	readonly dueDay: number;
	readonly customers: number;
	/** The newest run of this month: what became of it. */
	readonly lastRun: { readonly status: string; readonly invoices: number; readonly at: string } | null;
}

/** Due days on which somebody has a plan in a month, with their customers and what was run already: what a run can be asked for. */
export const invoiceRunDueDays = defineQuery({
	name: 'invoiceRun.dueDays',
	args: z.object({ competence: z.string().refine(isCompetence) }),
	async run(tx, { competence }): Promise<RunDueDay[]> {
		const month = monthOf(competence);
		const days = await tx
			.select({
				branchId: subscription.branchId,
				dueDay: subscription.dueDay,
				customers: sql<number>`count(distinct ${subscription.customerId})::int`
			})
			.from(subscription)
			.where(
				and(
					isNotNull(subscription.billingMethodId),
					lte(subscription.startedOn, month.last),
					or(isNull(subscription.endedOn), gte(subscription.endedOn, month.first))
				)
			)
			.groupBy(subscription.branchId, subscription.dueDay)
			.orderBy(asc(subscription.branchId), asc(subscription.dueDay));
		const ran = await tx
			.select({
				branchId: invoiceRun.branchId,
				dueDay: invoiceRun.dueDay,
				status: invoiceRun.status,
				invoices: invoiceRun.invoices,
				at: invoiceRun.createdAt
			})
			.from(invoiceRun)
			.where(eq(invoiceRun.competence, competence))
			.orderBy(asc(invoiceRun.createdAt));
		const last = new Map(ran.map(({ branchId, dueDay, ...run }) => [`${branchId} ${dueDay}`, run]));
		return days.map((day) => ({ ...day, lastRun: last.get(`${day.branchId} ${day.dueDay}`) ?? null }));
	},
	dependsOn: ({ competence }) => [{ table: 'subscription' }, { table: 'invoice_run', where: { column: 'competence', equals: competence } }]
});
