import { asc, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { invoice, serviceGroup } from '#lib/schema/billing.ts';
import { defineQuery, type Dependency } from '#lib/sync/model.ts';

export interface GroupWithBalance {
	readonly id: string;
	readonly name: string;
	/** A receivable with balance that is linked to it: while it is there, so is the group. */
	readonly witnessId: string;
}

const open = (of: string) =>
	sql.raw(
		`${of}.paid_at is null and ${of}.cancelled_at is null and ${of}.replaced_by_id is null and ${of}.amount_cents > coalesce(${of}.paid_cents, 0)`
	);
/** `serviceGroupsOf` (domain/delinquency) in SQL; a test holds both against each other. `s`: the plan, `b`: the invoice of a month. */
const ran = (s: string) =>
	sql.raw(
		`${s}.customer_id = b.customer_id and to_char(${s}.started_on, 'YYYY-MM') <= b.competence and (${s}.ended_on is null or to_char(${s}.ended_on, 'YYYY-MM') >= b.competence)`
	);
const together = (s: string) =>
	sql.raw(
		`${s}.billing_method_id is not distinct from b.billing_method_id and coalesce(substring(b.run_key from ':([0-9]{1,2})$')::int = ${s}.due_day, true)`
	);
const linked = sql`b.kind = 'service' and ${ran('s')} and (${together('s')} or not exists (select from subscription t where ${ran('t')} and ${together('t')}))`;

/** Of one group: an open invoice of a month, else an open instalment of an agreement over such invoices. The first one that is found will do. */
const witness = sql<string | null>`coalesce(
	(select b.id from service_plan p join subscription s on s.service_plan_id = p.id join invoice b on b.customer_id = s.customer_id
	 where p.service_group_id = ${serviceGroup}.id and ${open('b')} and ${linked} limit 1),
	(select i.id from agreement a join invoice i on i.agreement_id = a.id cross join lateral jsonb_array_elements_text(a.invoice_ids) x join invoice b on b.id = x::uuid
	 join subscription s on s.customer_id = b.customer_id join service_plan p on p.id = s.service_plan_id
	 where p.service_group_id = ${serviceGroup}.id and ${open('i')} and ${linked} limit 1))`;

/** The groups that the filter lists (item 280): only those with receivables linked and with balance, due or not. By name. */
export const delinquencyGroups = defineQuery({
	name: 'delinquency.groups',
	args: z.object({}),
	async run(tx): Promise<GroupWithBalance[]> {
		const found = await tx
			.select({ id: serviceGroup.id, name: serviceGroup.name, witnessId: witness })
			.from(serviceGroup)
			.orderBy(asc(serviceGroup.name));
		const listed = found.flatMap(({ witnessId, ...group }) => (witnessId === null ? [] : [{ ...group, witnessId }]));
		const witnesses = listed.map(({ witnessId }) => witnessId);
		const customers =
			witnesses.length === 0 ? [] : await tx.select({ id: invoice.customerId }).from(invoice).where(inArray(invoice.id, witnesses));
		const everyGroup = listed.length === found.length;
		dependencies.set(listed, [
			{ table: 'service_group' },
			{ table: 'service_plan' },
			...(everyGroup
				? [
						{ table: 'invoice', ids: witnesses },
						...customers.map(({ id }) => ({ table: 'subscription', where: { column: 'customer_id', equals: id } }))
					]
				: [{ table: 'invoice', rows: isOpen }, { table: 'subscription' }])
		]);
		return listed;
	},
	/** While every group has its witness, only a change of a witness can take one off; else any new debt can bring one. */
	dependsOn: (_, listed): readonly Dependency[] => dependencies.get(listed) ?? [{ table: 'invoice' }]
});
const dependencies = new WeakMap<readonly GroupWithBalance[], readonly Dependency[]>();
const isOpen = (row: Record<string, unknown>): boolean => (row['paid_at'] ?? null) === null && (row['cancelled_at'] ?? null) === null;
