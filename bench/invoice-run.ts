/** Billing 100,000 customers of one due day: the preview that is confirmed, and the run as the job does it, with an office at work meanwhile. */
import { addCompetences, competenceOf } from '#lib/domain/billing/competence.ts';
import { loadActor } from '#lib/server/auth/rights.ts';
import { previewRun } from '#lib/server/billing/preview-run.ts';
import { invoiceRunJob } from '#lib/server/billing/run-job.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { summarise } from './support/stats.ts';

const today = '2026-11-22';
const dueDay = 27;

export const invoiceRun: Figure = {
	name: 'invoice-run',
	what: 'the invoice run of 100,000 customers: preview, and invoices with items and bank slips',
	async run(lab) {
		const customers = lab.times(100_000);
		const { pool } = await lab.database(customers);
		const { rows } = await pool.query<{ id: string }>(`select id from app_user where login = 'financeiro'`);
		const actor = await loadActor(pool, rows[0]!.id, '127.0.0.1');
		if (!actor) throw new Error('the demonstration has somebody of finance');
		const { rows: largest } = await pool.query<{ branch_id: string; n: number }>(
			`select branch_id, count(distinct customer_id)::int as n from subscription where status = 'active' group by 1 order by 2 desc limit 1`
		);
		const { branch_id: branchId } = largest[0]!;
		// Everybody with a plan in one branch and on one day: the largest run that there can be.
		await pool.query(`alter table customer disable trigger user`);
		await pool.query(`update customer set branch_id = $1`, [branchId]);
		await pool.query(`alter table customer enable trigger user`);
		await pool.query(
			`update subscription set due_day = $1, billing_method_id = coalesce(billing_method_id, (select id from billing_method where kind = 'boleto' order by id limit 1))`,
			[dueDay]
		);
		await pool.query(`analyze`);
		const competence = addCompetences(competenceOf(today), 1);
		const request = { competence, dueIn: competence, dueDay };

		let began = performance.now();
		const preview = await previewRun(pool, actor, request, branchId, today);
		const previewing = (performance.now() - began) / 1000;

		const runId = newUuid();
		await pool.query(
			`insert into invoice_run (id, branch_id, competence, due_in, due_day, status, planned, created_at, created_by, updated_at)
			 values ($1, $2, $3, $3, $4, 'waiting', 0, now(), $5, now())`,
			[runId, branchId, competence, dueDay, actor.userId]
		);
		// What somebody else's work takes meanwhile: one short change of a record after another.
		const { rows: ids } = await pool.query<{ id: string }>(`select id from customer order by id limit 500`);
		const office: number[] = [];
		let working = true;
		const others = (async () => {
			while (working) {
				const start = performance.now();
				await pool.query(`update customer set reference = $2 where id = $1`, [
					ids[office.length % ids.length]!.id,
					`perto ${String(office.length)}`
				]);
				office.push(performance.now() - start);
				await new Promise((done) => setTimeout(done, 50));
			}
		})();
		began = performance.now();
		await invoiceRunJob.run(
			{ runId, userId: actor.userId },
			{
				pool,
				wake: () => undefined,
				signal: new AbortController().signal,
				attempt: 1,
				now: () => new Date(),
				dayOf: () => today,
				log: (line) => lab.options.log(line)
			}
		);
		const running = (performance.now() - began) / 1000;
		working = false;
		await others;
		const { rows: made } = await pool.query<{ status: string; invoices: number; failed: number }>(
			`select status, invoices, failed from invoice_run where id = $1`,
			[runId]
		);
		if (made[0]?.status !== 'done' || made[0].invoices !== preview.invoices || made[0].failed > 0)
			throw new Error(`the run came out otherwise than previewed: ${JSON.stringify(made[0])} for ${String(preview.invoices)}`);
		const share = customers / 100_000;
		const params = { customers: preview.customers, invoices: preview.invoices, load: loadAverage() };
		return [
			{ name: 'invoice-run/preview', unit: 's', ...summarise([previewing]), target: { kind: 'atMost', p50: 30 * share }, params },
			{
				name: 'invoice-run/write',
				unit: 's',
				...summarise([running]),
				target: { kind: 'atMost', p50: 300 * share },
				params: { ...params, invoicesPerSecond: Math.round(preview.invoices / running) }
			},
			{ name: 'invoice-run/others', unit: 'ms', ...summarise(office), target: { kind: 'atMost', p50: 50 }, params }
		] satisfies Measured[];
	}
};
