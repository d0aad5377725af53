import type { Pool } from 'pg';
import { dueDateIn, monthOf } from '#lib/domain/billing/competence.ts';
import { planInvoiceRun, type RunFacts, type RunRequest, type SkipReason } from '#lib/domain/billing/invoice-run.ts';
import type { LeftOut, NamedCustomer, RunPreview } from '#lib/domain/billing/run-preview.ts';
import type { Day } from '#lib/domain/day/day.ts';
import type { Actor } from '#lib/sync/model.ts';
import { assumeRights, inTransaction, rows, snapshotRead, type Connection } from '#sync-server/database.ts';
import { slipTrial } from './our-numbers.ts';
import { runFacts } from './run-facts.ts';
import { issuingAccounts } from './write-invoices.ts';

/** Customers that are planned at once; nothing is written, so parts are larger than a run's. */
const partSize = 1000;
/** Invoices and customers that are shown by name. */
const shownLines = 30;
const shownCustomers = 20;

/**
 * What a run would do now: the same facts and the same rule as the run itself, in one snapshot, and nothing is written. Under the rights
 * of the person. Takes some ten seconds for a hundred thousand customers.
 */
export function previewRun(pool: Pool, actor: Actor, request: RunRequest, branchId: string, today: Day): Promise<RunPreview> {
	return inTransaction(pool, snapshotRead, async (connection) => {
		await assumeRights(connection, actor);
		const dueOn = dueDateIn(request.dueIn, request.dueDay);
		const sums = { customers: 0, invoices: 0, totalCents: 0, creditCents: 0 };
		const lines: { customerId: string; items: number; totalCents: number }[] = [];
		const skipped = new Map<SkipReason, { count: number; customerIds: Set<string> }>();
		const methods = new Map<string, { invoices: number; cents: number }>();
		for (let after: string | null = null; ;) {
			const part = await runFacts(connection, request, { branchId, after, customers: partSize });
			const plan = planInvoiceRun(request, part.facts);
			sums.customers += part.customerIds.length;
			sums.invoices += plan.invoices.length;
			sums.totalCents += plan.totalCents;
			for (const { customerId, billingMethodId, items, totalCents } of plan.invoices) {
				for (const item of items) if (item.kind === 'credit') sums.creditCents -= item.cents;
				if (lines.length < shownLines) lines.push({ customerId, items: items.length, totalCents });
				const method = methods.get(billingMethodId) ?? { invoices: 0, cents: 0 };
				if (totalCents > 0) methods.set(billingMethodId, { invoices: method.invoices + 1, cents: Math.max(method.cents, totalCents) });
			}
			const customerOf = ownerOf(part.facts);
			for (const { id, reason } of plan.skipped) {
				const of = skipped.get(reason) ?? { count: 0, customerIds: new Set() };
				of.count++;
				const customerId = customerOf.get(id);
				if (customerId !== undefined && of.customerIds.size < shownCustomers) of.customerIds.add(customerId);
				skipped.set(reason, of);
			}
			if (part.last === null) break;
			after = part.last;
		}
		const shown = new Set([...lines.map((line) => line.customerId), ...[...skipped.values()].flatMap((of) => [...of.customerIds])]);
		const named = await namesOf(connection, [...shown]);
		return {
			branchId,
			dueDay: request.dueDay,
			dueOn,
			...sums,
			lines: lines.flatMap(({ customerId, ...line }) => {
				const customer = named.get(customerId);
				return customer ? [{ ...customer, ...line }] : [];
			}),
			skipped: [...skipped].map(([reason, of]) => ({
				reason,
				count: of.count,
				customers: [...of.customerIds].flatMap((id) => named.get(id) ?? [])
			})),
			withoutMethod: await leftOut(connection, request, branchId, 's.billing_method_id is null'),
			withoutPrice: await leftOut(connection, request, branchId, 's.billing_method_id is not null and s.price_cents = 0'),
			withoutBoleto: await withoutBoleto(connection, methods, { issuedOn: today, dueOn })
		};
	});
}

const ownerOf = (facts: RunFacts): ReadonlyMap<string, string> =>
	new Map([...facts.subscriptions, ...facts.charges].map(({ id, customerId }) => [id, customerId]));

async function namesOf(connection: Connection, ids: readonly string[]): Promise<ReadonlyMap<string, NamedCustomer>> {
	const found = await rows<{ id: string; code: string; name: string }>(
		connection,
		`select id, code::text, name from customer where id = any ($1::uuid[])`,
		[`{${ids.join(',')}}`]
	);
	return new Map(found.map(({ id, code, name }) => [id, { customerId: id, code: Number(code), name }]));
}

/** Running plans of the due day that pass a test: how many, and of whom the first ones are. */
async function leftOut(connection: Connection, request: RunRequest, branchId: string, test: string): Promise<LeftOut> {
	const month = monthOf(request.competence);
	const found = await rows<{ n: number; customer_id: string; code: string; name: string }>(
		connection,
		`select count(*) over ()::int as n, c.id as customer_id, c.code::text, c.name from subscription s join customer c on c.id = s.customer_id
		 where s.branch_id = $1 and s.due_day = $2 and s.status <> 'cancelled' and s.started_on <= $4::date and (s.ended_on is null or s.ended_on >= $3::date)
			and ${test}
		 order by c.name, c.id limit ${shownCustomers}`,
		[branchId, request.dueDay, month.first, month.last]
	);
	return {
		count: found[0]?.n ?? 0,
		customers: found.map(({ customer_id, code, name }) => ({ customerId: customer_id, code: Number(code), name }))
	};
}

/** Billing methods that send slips, over an account that cannot issue one (or over none), and how many invoices that concerns; of those
 * whose account runs out of numbers, how many come too late. */
async function withoutBoleto(
	connection: Connection,
	planned: ReadonlyMap<string, { readonly invoices: number; readonly cents: number }>,
	title: { readonly issuedOn: Day; readonly dueOn: Day }
): Promise<RunPreview['withoutBoleto']> {
	const accounts = await issuingAccounts(connection);
	const tried = await slipTrial(connection, accounts.values(), title.issuedOn);
	const slips = await rows<{ id: string; name: string }>(
		connection,
		`select id, name from billing_method where kind = 'boleto' and id = any ($1::uuid[]) order by name, id`,
		[`{${[...planned.keys()].join(',')}}`]
	);
	return slips.flatMap(({ id, name }) => {
		const { invoices, cents } = planned.get(id)!;
		const refused = tried(accounts.get(id) ?? null, { dueOn: title.dueOn, amountCents: cents }, invoices);
		return refused ? [{ methodName: name, code: refused.code, invoices: refused.slips }] : [];
	});
}
