import type { RunCharge, RunFacts, RunRequest, RunSubscription } from '#lib/domain/billing/invoice-run.ts';
import type { UnbilledPeriod } from '#lib/domain/billing/billable.ts';
import { addDays } from '#lib/domain/day/day.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { monthOf } from '#lib/domain/billing/competence.ts';
import { rows, type Connection } from '#sync-server/database.ts';

/** Of which customers: the branch, and the part of them that one transaction bills. */
export interface RunPart {
	readonly branchId: string;
	/** Customers after this one, by id; null: from the first. */
	readonly after: string | null;
	readonly customers: number;
	/** Of these alone: those whose turn came before, and who could not be billed. */
	readonly only?: readonly string[];
}

interface FoundSubscription {
	id: string;
	customer_id: string;
	billing_method_id: string;
	due_day: number;
	description: string;
	started_on: string;
	ended_on: string | null;
	/** JSON. */
	prices: string;
	/** JSON: suspensions that were in force, with the instants of their beginning and end. */
	suspensions: string;
	billed: boolean;
}
interface FoundCharge {
	id: string;
	customer_id: string;
	billing_method_id: string;
	due_day: number;
	competence: string;
	amount_cents: string;
	description: string;
}

/** Customers with something to bill on the due day: running plans that have a billing method, and charges that nobody has billed. */
const concerned = `
	select customer_id as id from subscription
	where branch_id = $1 and due_day = $2 and billing_method_id is not null and started_on <= $4::date and (ended_on is null or ended_on >= $3::date)
	union
	select customer_id from charge
	where branch_id = $1 and due_day = $2 and competence <= $5 and invoice_id is null and cancelled_at is null`;

function dueValues(request: RunRequest, branchId: string): unknown[] {
	const month = monthOf(request.competence);
	return [branchId, request.dueDay, month.first, month.last, request.competence];
}

/** With how many customers a run will deal. */
export async function countConcerned(connection: Connection, request: RunRequest, branchId: string): Promise<number> {
	const [found] = await rows<{ n: number }>(connection, `select count(*)::int as n from (${concerned}) c`, dueValues(request, branchId));
	return found!.n;
}

/** The next customers of a run, by id. */
export async function nextCustomers(connection: Connection, request: RunRequest, part: RunPart): Promise<readonly string[]> {
	const found = await rows<{ id: string }>(
		connection,
		`select id from (${concerned}) c where ($6::uuid is null or id > $6::uuid) and ($8::uuid[] is null or id = any ($8::uuid[])) order by id limit $7`,
		[...dueValues(request, part.branchId), part.after, part.customers, part.only ? `{${part.only.join(',')}}` : null]
	);
	return found.map(({ id }) => id);
}

/**
 * What a run has to know of the next customers who have something to bill on its due day, under the rights that the connection has.
 * `last` is the last of them, to go on from; null when there are no more. Credit is what was paid too much and not used yet; what a
 * cancelled invoice had used is there again.
 */
export async function runFacts(
	connection: Connection,
	request: RunRequest,
	part: RunPart
): Promise<{ readonly facts: RunFacts; readonly customerIds: readonly string[]; readonly last: string | null }> {
	const due = dueValues(request, part.branchId);
	const customerIds = await nextCustomers(connection, request, part);
	if (customerIds.length === 0) return { facts: nothing, customerIds, last: null };
	const these = `{${customerIds.join(',')}}`;
	const subscriptions = await rows<FoundSubscription>(
		connection,
		`select s.id, s.customer_id, s.billing_method_id, s.due_day, p.name as description, s.started_on, s.ended_on,
			coalesce((select json_agg(json_build_object('from', f.from_on, 'cents', f.monthly_cents)) from subscription_price f where f.subscription_id = s.id),
				json_build_array(json_build_object('from', s.started_on, 'cents', s.price_cents)))::text as prices,
			coalesce((select json_agg(json_build_object('kind', x.kind, 'from', x.in_force_at, 'to', x.ended_at))
				from suspension x where x.subscription_id = s.id and x.in_force_at is not null), '[]'::json)::text as suspensions,
			exists (select from invoice_item i where i.item_key = 'subscription:' || s.id || ':' || $5) as billed
		 from subscription s join service_plan p on p.id = s.service_plan_id
		 where s.branch_id = $1 and s.due_day = $2 and s.billing_method_id is not null and s.started_on <= $4::date and (s.ended_on is null or s.ended_on >= $3::date)
			and s.customer_id = any ($6::uuid[])`,
		[...due, these]
	);
	const charges = await rows<FoundCharge>(
		connection,
		`select id, customer_id, billing_method_id, due_day, competence, amount_cents::text, description from charge
		 where branch_id = $1 and due_day = $2 and competence <= $3 and invoice_id is null and cancelled_at is null and customer_id = any ($4::uuid[])`,
		[part.branchId, request.dueDay, request.competence, these]
	);
	const credits = await rows<{ customer_id: string; cents: string }>(
		connection,
		`select customer_id, (sum(credit_cents) filter (where reversed_at is null)
			+ coalesce((select sum(i.amount_cents) from invoice_item i join invoice v on v.id = i.invoice_id
				where i.customer_id = p.customer_id and i.kind = 'credit' and v.cancelled_at is null), 0))::text as cents
		 from payment p where customer_id = any ($1::uuid[]) group by customer_id having sum(credit_cents) > 0`,
		[these]
	);
	return {
		facts: {
			subscriptions: subscriptions.map(asSubscription),
			charges: charges.map(asCharge),
			billed: new Set(subscriptions.filter((one) => one.billed).map((one) => `subscription:${one.id}:${request.competence}`)),
			credits: new Map(credits.map((one) => [one.customer_id, Number(one.cents)]))
		},
		customerIds,
		last: customerIds.length < part.customers ? null : customerIds.at(-1)!
	};
}

const nothing: RunFacts = { subscriptions: [], charges: [], billed: new Set(), credits: new Map() };

const asSubscription = (row: FoundSubscription): RunSubscription => ({
	id: row.id,
	customerId: row.customer_id,
	billingMethodId: row.billing_method_id,
	dueDay: row.due_day,
	description: row.description,
	startedOn: row.started_on,
	endedOn: row.ended_on,
	prices: (JSON.parse(row.prices) as { from: string; cents: number }[]).map(({ from, cents }) => ({ from, monthlyCents: cents })),
	unbilled: (JSON.parse(row.suspensions) as { kind: 'debt' | 'temporary'; from: string; to: string | null }[]).flatMap(unbilledDays)
});

/** The days without service: from the one on which it was cut, to the one before it came back; none when that was the same day. */
function unbilledDays({
	kind,
	from,
	to
}: {
	readonly kind: 'debt' | 'temporary';
	readonly from: string;
	readonly to: string | null;
}): UnbilledPeriod[] {
	const [first, last] = [dayAt(from), to === null ? null : addDays(dayAt(to), -1)];
	return last !== null && last < first ? [] : [{ from: first, to: last, kind }];
}

const asCharge = (row: FoundCharge): RunCharge => ({
	id: row.id,
	customerId: row.customer_id,
	billingMethodId: row.billing_method_id,
	dueDay: row.due_day,
	competence: row.competence,
	amountCents: Number(row.amount_cents),
	description: row.description
});
