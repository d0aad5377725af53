import type { Pool } from 'pg';
import type { RunRequest } from '#lib/domain/billing/invoice-run.ts';
import type { RunState } from '#lib/domain/billing/run-state.ts';
import type { Day } from '#lib/domain/day/day.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Actor } from '#lib/sync/model.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import { billPart } from './bill-part.ts';
import { cancelInvoices } from './cancel-invoices.ts';
import { issueMissing } from './issue-missing.ts';
import { countConcerned, nextCustomers } from './run-facts.ts';

/** No id of ours comes after it: the run is through with all customers. */
const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What one step of a run is given. */
export interface StepOptions {
	readonly pool: Pool;
	readonly actor: Actor;
	readonly runId: string;
	/** Customers (of an undo: invoices) that it deals with at most. */
	readonly size: number;
	readonly now: string;
	readonly today: Day;
}

interface Run extends RunRequest {
	readonly id: string;
	readonly branchId: string;
	readonly status: RunState;
	readonly after: string | null;
	readonly attempt: number;
}

/**
 * One part of a run: its effects and how far the run is, in one transaction. So whoever is killed leaves either all of it or nothing, the
 * next one goes on exactly there, and two who work on the same run take turns. `missing`: the person may not see the run (any more).
 */
export function runStep(options: StepOptions): Promise<'goesOn' | 'ended' | 'missing'> {
	return asActor(options.pool, options.actor, async (connection) => {
		const run = await lockRun(connection, options.runId);
		if (!run) return 'missing';
		if (run.status === 'undoing') return undoStep(connection, run, options);
		if (run.status !== 'waiting' && run.status !== 'running') return 'ended';
		if (run.status === 'waiting') {
			const planned = await countConcerned(connection, run, run.branchId);
			await connection.query(`update invoice_run set status = 'running', planned = $2 where id = $1`, [run.id, planned]);
			return 'goesOn';
		}
		const again = await problemsToRetry(connection, run, options.size);
		if (again.length > 0) return retryStep(connection, run, again, options);
		return billStep(connection, run, options);
	});
}

/** The customer whom a part of one could not bill: noted with the reason, and passed over until somebody tries again. */
export function passOver(options: StepOptions, code: string): Promise<void> {
	return asActor(options.pool, options.actor, async (connection) => {
		const run = await lockRun(connection, options.runId);
		if (!run || run.status !== 'running') return;
		const [again] = await problemsToRetry(connection, run, 1);
		if (again) {
			await connection.query(`update invoice_run_problem set attempt = $2, code = $3 where id = $1`, [again.id, run.attempt, code]);
			return;
		}
		const [customerId] = await nextCustomers(connection, run, { branchId: run.branchId, after: run.after, customers: 1 });
		if (customerId === undefined) return;
		await note(connection, run, [{ customerId, invoiceId: null, code }], options.now);
		await connection.query(`update invoice_run set done = done + 1, failed = failed + 1, after_customer_id = $2 where id = $1`, [
			run.id,
			customerId
		]);
	});
}

async function lockRun(connection: Connection, id: string): Promise<Run | null> {
	const [run] = await rows<{
		id: string;
		branch_id: string;
		status: RunState;
		competence: string;
		due_in: string;
		due_day: number;
		after_customer_id: string | null;
		attempt: number;
	}>(
		connection,
		`select id, branch_id, status, competence, due_in, due_day, after_customer_id, attempt from invoice_run where id = $1 for update`,
		[id]
	);
	return run
		? {
				id: run.id,
				branchId: run.branch_id,
				status: run.status,
				competence: run.competence,
				dueIn: run.due_in,
				dueDay: run.due_day,
				after: run.after_customer_id,
				attempt: run.attempt
			}
		: null;
}

async function billStep(connection: Connection, run: Run, { actor, size, now, today }: StepOptions): Promise<'goesOn' | 'ended'> {
	if (run.after === afterAll) {
		await connection.query(`update invoice_run set status = 'done', ended_at = $2 where id = $1`, [run.id, now]);
		return 'ended';
	}
	const part = { branchId: run.branchId, after: run.after, customers: size };
	const billed = await billPart(connection, actor, run, part, { now, today, invoiceRunId: run.id });
	await note(connection, run, billed.withoutBoleto, now);
	await connection.query(
		`update invoice_run set done = done + $2, invoices = invoices + $3, total_cents = total_cents + $4, without_boleto = without_boleto + $5,
			after_customer_id = $6, planned = greatest(planned, done + $2) where id = $1`,
		[run.id, billed.customers, billed.invoices, billed.totalCents, billed.withoutBoleto.length, billed.last ?? afterAll]
	);
	return 'goesOn';
}

interface Problem {
	readonly id: string;
	readonly customer_id: string;
	readonly invoice_id: string | null;
}

/** Those that an earlier attempt has left, of one sort at a time: customers without an invoice, then invoices without a slip. */
async function problemsToRetry(connection: Connection, run: Run, size: number): Promise<readonly Problem[]> {
	const found = await rows<Problem>(
		connection,
		`select id, customer_id, invoice_id from invoice_run_problem where invoice_run_id = $1 and attempt < $2
		 order by (invoice_id is not null), id limit $3 for update`,
		[run.id, run.attempt, size]
	);
	const sort = found[0]?.invoice_id === null;
	return found.filter(({ invoice_id }) => (invoice_id === null) === sort);
}

async function retryStep(connection: Connection, run: Run, problems: readonly Problem[], options: StepOptions): Promise<'goesOn'> {
	const { actor, now, today } = options;
	await connection.query(`delete from invoice_run_problem where id = any ($1::uuid[])`, [problems.map(({ id }) => id)]);
	if (problems[0]?.invoice_id === null) {
		const only = problems.map(({ customer_id }) => customer_id);
		const part = { branchId: run.branchId, after: null, customers: only.length, only };
		const billed = await billPart(connection, actor, run, part, { now, today, invoiceRunId: run.id });
		await note(connection, run, billed.withoutBoleto, now);
		await connection.query(
			`update invoice_run set failed = failed - $2, invoices = invoices + $3, total_cents = total_cents + $4, without_boleto = without_boleto + $5 where id = $1`,
			[run.id, problems.length, billed.invoices, billed.totalCents, billed.withoutBoleto.length]
		);
		return 'goesOn';
	}
	const customerOf = new Map(problems.map(({ invoice_id, customer_id }) => [invoice_id ?? '', customer_id]));
	const still = await issueMissing(connection, [...customerOf.keys()], actor, { now, today });
	await note(
		connection,
		run,
		[...still].map(([invoiceId, code]) => ({ invoiceId, customerId: customerOf.get(invoiceId)!, code })),
		now
	);
	await connection.query(`update invoice_run set without_boleto = without_boleto - $2 where id = $1`, [
		run.id,
		problems.length - still.size
	]);
	return 'goesOn';
}

async function undoStep(connection: Connection, run: Run, { actor, size, now }: StepOptions): Promise<'goesOn' | 'ended'> {
	const found = await rows<{ id: string }>(
		connection,
		`select distinct invoice_id as id from invoice_item where invoice_run_id = $1 and ($2::uuid is null or invoice_id > $2::uuid) order by 1 limit $3`,
		[run.id, run.after, size]
	);
	const last = found.at(-1);
	if (!last) {
		await connection.query(`delete from invoice_run_problem where invoice_run_id = $1`, [run.id]);
		await connection.query(`update invoice_run set status = 'undone', ended_at = $2, failed = 0, without_boleto = 0 where id = $1`, [
			run.id,
			now
		]);
		return 'ended';
	}
	const ids = found.map(({ id }) => id);
	const cancelled = await cancelInvoices(connection, ids, actor, now);
	await connection.query(
		`update invoice_run set done = done + $2, kept = kept + $3, after_customer_id = $4, planned = greatest(planned, done + $2) where id = $1`,
		[run.id, ids.length, ids.length - cancelled.length, last.id]
	);
	return 'goesOn';
}

/** Writes down who has no invoice, or whose invoice has no slip, in this attempt of the run. */
async function note(
	connection: Connection,
	run: Run,
	problems: readonly { readonly customerId: string; readonly invoiceId: string | null; readonly code: string }[],
	now: string
): Promise<void> {
	if (problems.length === 0) return;
	await connection.query(
		`insert into invoice_run_problem (id, branch_id, customer_id, invoice_run_id, invoice_id, code, attempt, created_at)
		 select id, $2, customer_id, $3, invoice_id, code, $4, $5 from json_to_recordset($1) as r(id uuid, customer_id uuid, invoice_id uuid, code text)`,
		[
			JSON.stringify(problems.map((one) => ({ id: newUuid(), customer_id: one.customerId, invoice_id: one.invoiceId, code: one.code }))),
			run.branchId,
			run.id,
			run.attempt,
			now
		]
	);
}
