import { spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { invoiceRunRetry } from '#lib/mutators/invoice-run/retry.ts';
import { invoiceRunStart } from '#lib/mutators/invoice-run/start.ts';
import { invoiceRunStop } from '#lib/mutators/invoice-run/stop.ts';
import { invoiceRunUndo } from '#lib/mutators/invoice-run/undo.ts';
import { Jobs } from '#lib/server/jobs/jobs.ts';
import { idsOf, newUuid } from '#lib/sync/ids.ts';
import { registry, type Actor, type AnyMutator, type Mutator, type Outcome } from '#lib/sync/model.ts';
import { inTransaction, readWrite } from '#sync-server/database.ts';
import { runMutator } from '#sync-server/push.ts';
import { previewRun } from './preview-run.ts';
import { invoiceRunJob } from './run-job.ts';
import { openBillingOffice, type BillingOffice } from './testing/billing-office.ts';

const october = { competence: '2026-10', dueIn: '2026-11', dueDay: 10 } as const;
const today = '2026-11-01';
const running: Jobs[] = [];
let office: BillingOffice;
let sql: BillingOffice['sql'];

beforeAll(async () => {
	office = await openBillingOffice();
	({ sql } = office);
});
afterAll(() => office.close());
beforeEach(() => office.clear());
afterEach(async () => {
	for (const jobs of running.splice(0)) await jobs.stop(1000);
});

const mutators = registry([invoiceRunStart, invoiceRunStop, invoiceRunRetry, invoiceRunUndo] as unknown as AnyMutator[]);
async function does<A>(mutator: Mutator<A>, args: A, actor: Actor = office.finance): Promise<Outcome & { id: string }> {
	const id = newUuid();
	const options = { mutators, now: () => new Date(`${today}T15:00:00Z`), dayOf: () => today, log: () => undefined };
	const outcome = await inTransaction(office.pool, readWrite, (connection) =>
		runMutator(connection, options, actor, { id, name: mutator.name, version: mutator.version, args, numbers: {} }, async () => true)
	);
	return { ...outcome, id: idsOf(id)() };
}
const start = (more: object = {}, actor?: Actor) =>
	does(invoiceRunStart, { branchId: office.branchId, ...october, expectedInvoices: 0, expectedCents: 0, ...more }, actor);
async function node(): Promise<Jobs> {
	const jobs = new Jobs({
		pool: office.pool,
		kinds: [invoiceRunJob],
		timeZone: 'America/Sao_Paulo',
		wake: () => undefined,
		dayOf: () => today,
		log: () => undefined
	});
	await jobs.start();
	running.push(jobs);
	return jobs;
}
interface RunRow {
	status: string;
	planned: number;
	done: number;
	invoices: number;
	cents: number;
	failed: number;
	without_boleto: number;
	kept: number;
	error: string | null;
}
const run = async (id: string): Promise<RunRow> =>
	(
		await sql<RunRow>(
			`select status, planned, done, invoices, total_cents::int as cents, failed, without_boleto, kept, error from invoice_run where id = $1`,
			[id]
		)
	)[0]!;
const until = (look: () => unknown, timeout = 30_000) => expect.poll(look, { timeout, interval: 20 });
const status = async (id: string) => (await run(id)).status;
const count = async (what: string) => (await sql<{ n: number }>(`select count(*)::int as n from ${what}`))[0]!.n;
const gaps = async () => {
	const numbers = await sql<{ invoices: number; boletos: number }>(
		`select (select max(number) - min(number) + 1 - count(*) from invoice)::int as invoices,
			(select max(our_number::bigint) - min(our_number::bigint) + 1 - count(*) from boleto)::int as boletos`
	);
	return numbers[0];
};

describe('a run', () => {
	test('is previewed, confirmed and made in parts; the row tells how far it is, and comes out as previewed', async () => {
		await office.crowd(450);
		await office.customer({ method: 'card' });
		await office.customer({ method: null, name: 'Sem Forma' });
		await office.customer({ cents: 0, name: 'Cortesia' });
		const preview = await previewRun(office.pool, office.finance, october, office.branchId, today);
		expect(preview).toMatchObject({
			dueOn: '2026-11-10',
			customers: 452,
			invoices: 451,
			totalCents: 451 * 9_990,
			withoutMethod: { count: 1, customers: [{ name: 'Sem Forma' }] },
			withoutPrice: { count: 1, customers: [{ name: 'Cortesia' }] },
			withoutBoleto: [],
			skipped: [{ reason: 'nothing_to_bill', count: 1, customers: [{ name: 'Cortesia' }] }]
		});
		expect(preview.lines).toHaveLength(30);
		const jobs = await node();
		const { id } = await start({ expectedInvoices: preview.invoices, expectedCents: preview.totalCents });
		jobs.poke();
		await until(() => status(id)).toBe('done');
		expect(await run(id)).toMatchObject({ planned: 452, done: 452, invoices: 451, cents: 451 * 9_990, failed: 0, without_boleto: 0 });
		expect(await gaps()).toEqual({ invoices: 0, boletos: 0 });
		expect(await previewRun(office.pool, office.finance, october, office.branchId, today)).toMatchObject({
			invoices: 0,
			skipped: expect.arrayContaining([expect.objectContaining({ reason: 'already_billed', count: 451 })])
		});
	});

	test('(!) whose process is killed in the middle goes on in the next one: every invoice once, numbers without a gap', async () => {
		await office.crowd(3_000);
		const { id } = await start();
		const child = spawn(process.execPath, [new URL('./testing/billing-process.ts', import.meta.url).pathname, office.url], {
			stdio: 'inherit'
		});
		await until(() => count('invoice')).toBeGreaterThan(0);
		child.kill('SIGKILL');
		await new Promise((done) => child.once('exit', done));
		// What was on its way is rolled back by Postgres as soon as it notices.
		await until(async () => (await sql(`select from pg_stat_activity where state = 'idle in transaction'`)).length).toBe(0);
		const before = await run(id);
		expect(before.status).toBe('running');
		expect(before.done).toBeLessThan(3_000);
		expect(await count('invoice')).toBe(before.invoices);
		await node();
		await until(() => status(id), 60_000).toBe('done');
		expect(await run(id)).toMatchObject({ planned: 3_000, done: 3_000, invoices: 3_000, failed: 0 });
		expect(await count('invoice')).toBe(3_000);
		expect(await count('(select distinct customer_id from invoice) x')).toBe(3_000);
		expect(await gaps()).toEqual({ invoices: 0, boletos: 0 });
	}, 120_000);

	test('of a month and due day that is at work already is refused, also when two ask at the same moment; afterwards it finds nothing left', async () => {
		await office.crowd(20);
		const asked = await Promise.all([start(), start(), start()]);
		expect(asked.filter((one) => one.ok)).toHaveLength(1);
		for (const one of asked) if (!one.ok) expect(['invoice_run_at_work', 'already_exists']).toContain(one.code);
		expect(await start()).toMatchObject({ ok: false, code: 'invoice_run_at_work' });
		expect(await start({ dueDay: 15 })).toMatchObject({ ok: true });
		const jobs = await node();
		jobs.poke();
		await until(() => status(asked.find((one) => one.ok)!.id)).toBe('done');
		const again = await start();
		jobs.poke();
		await until(() => status(again.id)).toBe('done');
		expect(await run(again.id)).toMatchObject({ planned: 20, done: 20, invoices: 0 });
		expect(await count('invoice')).toBe(20);
	});

	test('is worked on by two nodes at once and bills nobody twice', async () => {
		await office.crowd(700);
		const { id } = await start();
		await sql(`select app.request_job('invoice-run', 'another key', (select data from job_request))`);
		const [a, b] = [await node(), await node()];
		a.poke();
		b.poke();
		await until(() => status(id)).toBe('done');
		expect(await run(id)).toMatchObject({ done: 700, invoices: 700, cents: 700 * 9_990 });
		expect(await count('invoice')).toBe(700);
		expect(await gaps()).toEqual({ invoices: 0, boletos: 0 });
	});

	test('that is stopped ends between two parts, and goes on when asked to', async () => {
		await office.crowd(2_000);
		const jobs = await node();
		const { id } = await start();
		jobs.poke();
		await until(() => count('invoice')).toBeGreaterThan(0);
		expect(await does(invoiceRunStop, { id })).toMatchObject({ ok: true });
		const stopped = await run(id);
		expect(stopped).toMatchObject({ status: 'stopped' });
		expect(stopped.done).toBeLessThan(2_000);
		expect(await does(invoiceRunStop, { id })).toMatchObject({ ok: false, code: 'invoice_run_ended' });
		await until(() => count(`pgboss.job where name = 'invoice-run' and state in ('created', 'active', 'retry')`)).toBe(0);
		expect(await count('invoice')).toBe(stopped.invoices);
		expect(await does(invoiceRunRetry, { id })).toMatchObject({ ok: true });
		jobs.poke();
		await until(() => status(id)).toBe('done');
		expect(await run(id)).toMatchObject({ done: 2_000, invoices: 2_000 });
	}, 60_000);

	test('passes over whom it cannot bill, says who and why, and bills them when tried again', async () => {
		await office.crowd(40);
		const unlucky = await office.customer({ name: 'Azarado' });
		await sql(`create function public.refuse_one() returns trigger language plpgsql as $$ begin
			if new.customer_id = '${unlucky.id}' then raise exception 'customer_anonymised' using errcode = 'BL000'; end if; return new; end $$`);
		await sql(`create trigger refuse_one before insert on invoice for each row execute function refuse_one()`);
		const jobs = await node();
		const { id } = await start();
		jobs.poke();
		await until(() => status(id)).toBe('done');
		expect(await run(id)).toMatchObject({ done: 41, invoices: 40, failed: 1 });
		expect(await sql(`select customer_id, code from invoice_run_problem`)).toEqual([
			{ customer_id: unlucky.id, code: 'customer_anonymised' }
		]);
		// Tried again in vain, then with success.
		await does(invoiceRunRetry, { id });
		jobs.poke();
		await until(() => status(id)).toBe('done');
		expect(await run(id)).toMatchObject({ done: 41, invoices: 40, failed: 1 });
		await sql(`drop trigger refuse_one on invoice`);
		await sql(`drop function refuse_one`);
		await does(invoiceRunRetry, { id });
		jobs.poke();
		await until(() => status(id)).toBe('done');
		expect(await run(id)).toMatchObject({ done: 41, invoices: 41, failed: 0 });
		expect(await count('invoice_run_problem')).toBe(0);
		expect(await gaps()).toEqual({ invoices: 0, boletos: 0 });
		expect(await does(invoiceRunRetry, { id })).toMatchObject({ ok: false, code: 'invoice_run_nothing_left' });
	});

	test('makes invoices without a slip where the account cannot issue one, takes no number for them, and issues them when it can', async () => {
		await office.crowd(5);
		const jobs = await node();
		await sql(`update collection_account set account_number = null`);
		expect(await previewRun(office.pool, office.finance, october, office.branchId, today)).toMatchObject({
			withoutBoleto: [{ methodName: 'boleto', code: 'field_required', invoices: 5 }]
		});
		const counter = () => sql(`select next_our_number from collection_counter`);
		const before = await counter();
		const { id } = await start();
		jobs.poke();
		await until(() => status(id)).toBe('done');
		expect(await run(id)).toMatchObject({ invoices: 5, without_boleto: 5 });
		expect(await counter()).toEqual(before);
		await sql(`update collection_account set account_number = '12345'`);
		await does(invoiceRunRetry, { id });
		jobs.poke();
		await until(async () => (await run(id)).without_boleto).toBe(0);
		await until(() => status(id)).toBe('done');
		expect(await count(`boleto b join invoice i on i.id = b.invoice_id and i.boleto_number = b.our_number`)).toBe(5);
		expect(await count('invoice')).toBe(5);
	});

	test('counts the slips that a method over no account in use leaves out, as its preview said, and issues them once there is one', async () => {
		await office.crowd(3);
		const jobs = await node();
		await sql(`update collection_account set active = false`);
		expect(await previewRun(office.pool, office.finance, october, office.branchId, today)).toMatchObject({
			withoutBoleto: [{ methodName: 'boleto', code: 'collection_account_missing', invoices: 3 }]
		});
		const { id } = await start();
		jobs.poke();
		await until(() => status(id)).toBe('done');
		expect(await run(id)).toMatchObject({ invoices: 3, without_boleto: 3 });
		await sql(`update collection_account set active = true`);
		await does(invoiceRunRetry, { id });
		jobs.poke();
		await until(async () => (await run(id)).without_boleto).toBe(0);
		expect(await count(`boleto b join invoice i on i.id = b.invoice_id and i.boleto_number = b.our_number`)).toBe(3);
	});

	test('that has no job, as after a restore from a backup, is gone on with by the next node that starts', async () => {
		await office.crowd(5);
		const { id } = await start();
		await sql(`delete from job_request`);
		await node();
		await until(() => status(id)).toBe('done');
		expect(await run(id)).toMatchObject({ invoices: 5 });
	});

	test('fails when the right of the person is gone, and needs one', async () => {
		await office.crowd(5);
		expect(await start({}, { ...office.finance, role: 'attendant' })).toMatchObject({ ok: false, code: 'permission_denied' });
		expect(await start({ branchId: newUuid() })).toMatchObject({ ok: false, code: 'not_found' });
		expect(await start({ competence: '2027-03', dueIn: '2027-03' })).toMatchObject({
			ok: false,
			code: 'value_invalid',
			field: 'competence'
		});
		expect(await start({ dueIn: '2026-09' })).toMatchObject({ ok: false, code: 'value_invalid', field: 'dueIn' });
		const { id } = await start();
		await sql(`update app_user set role = 'technician' where id = $1`, [office.finance.userId]);
		await node();
		await until(() => status(id)).toBe('failed');
		await sql(`update app_user set role = 'finance' where id = $1`, [office.finance.userId]);
		expect(await run(id)).toMatchObject({ error: 'rights_gone', invoices: 0 });
	});
});

describe('a wrong run is undone', () => {
	test('as far as nobody has paid and no bank has the slip; then everything can be billed anew', async () => {
		await office.crowd(250);
		const one = await office.customer({ cents: 50_00 });
		await sql(
			`insert into charge (id, branch_id, customer_id, billing_method_id, due_day, competence, description, amount_cents, created_at, updated_at)
			 values ($1, $2, $3, $4, 10, '2026-10', 'Visita técnica', 3000, now(), now())`,
			[newUuid(), office.branchId, one.id, office.methods.boleto]
		);
		const jobs = await node();
		const { id } = await start();
		expect(await does(invoiceRunUndo, { id })).toMatchObject({ ok: false, code: 'invoice_run_not_undoable' });
		jobs.poke();
		await until(() => status(id)).toBe('done');
		const [paid, sent] = await sql<{ id: string; customer_id: string }>(
			`select id, customer_id from invoice where customer_id <> $1 order by id limit 2`,
			[one.id]
		);
		await sql(
			`insert into payment (id, branch_id, customer_id, invoice_id, paid_on, source, principal_cents, created_at, updated_at)
			 values ($1, $2, $3, $4, '2026-11-02', 'pix', 100, now(), now())`,
			[newUuid(), office.branchId, paid!.customer_id, paid!.id]
		);
		await sql(`update boleto set status = 'registered' where invoice_id = $1`, [sent!.id]);
		expect(await does(invoiceRunUndo, { id })).toMatchObject({ ok: true });
		jobs.poke();
		await until(() => status(id)).toBe('undone');
		expect(await run(id)).toMatchObject({ planned: 251, done: 251, kept: 2 });
		expect(await count('invoice where cancelled_at is null')).toBe(2);
		expect(await count(`boleto where status = 'written_off'`)).toBe(249);
		expect(await count('charge where invoice_id is not null')).toBe(0);
		expect(await does(invoiceRunUndo, { id })).toMatchObject({ ok: false, code: 'invoice_run_not_undoable' });

		const again = await start();
		jobs.poke();
		await until(() => status(again.id)).toBe('done');
		expect(await run(again.id)).toMatchObject({ invoices: 249, cents: 248 * 9_990 + 80_00 });
		expect(await gaps()).toEqual({ invoices: 0, boletos: 0 });
	});

	test('and gives back the credit that its invoices had used', async () => {
		const one = await office.customer({ cents: 50_00 });
		const old = newUuid();
		await sql(
			`insert into invoice (id, branch_id, customer_id, number, due_on, amount_cents, created_at, updated_at) values ($1, $2, $3, 1000000000, '2026-09-10', 100, now(), now())`,
			[old, office.branchId, one.id]
		);
		await sql(
			`insert into payment (id, branch_id, customer_id, invoice_id, paid_on, source, principal_cents, credit_cents, created_at, updated_at)
			 values ($1, $2, $3, $4, '2026-09-10', 'pix', 100, 9000, now(), now())`,
			[newUuid(), office.branchId, one.id, old]
		);
		const jobs = await node();
		const credit = async () => (await previewRun(office.pool, office.finance, october, office.branchId, today)).creditCents;
		expect(await credit()).toBe(50_00);
		const { id } = await start();
		jobs.poke();
		await until(() => status(id)).toBe('done');
		// Settled by credit alone: nobody has paid it.
		expect(await count('invoice where paid_at is not null')).toBe(1);
		await does(invoiceRunUndo, { id });
		jobs.poke();
		await until(() => status(id)).toBe('undone');
		expect(await run(id)).toMatchObject({ kept: 0 });
		expect(await credit()).toBe(50_00);
	});
});
