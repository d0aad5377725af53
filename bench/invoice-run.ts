/** Billing 100,000 customers of one due day: the preview that is confirmed, and the run as the node's own job does it, with the office at work meanwhile. */
import { addCompetences, competenceOf } from '#lib/domain/billing/competence.ts';
import { invoiceRunJobName } from '#lib/mutators/invoice-run/find.ts';
import { loadActor } from '#lib/server/auth/rights.ts';
import { previewRun } from '#lib/server/billing/preview-run.ts';
import { request } from '#lib/server/jobs/hand-over.ts';
import { inTransaction, readWrite } from '#sync-server/database.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { Office } from './support/office.ts';
import { summarise } from './support/stats.ts';

const dueDay = 27;

export const invoiceRun: Figure = {
	name: 'invoice-run',
	what: 'the invoice run of 100,000 customers: preview, and invoices with items and bank slips',
	async run(lab) {
		const customers = lab.times(100_000);
		const today = new Date().toISOString().slice(0, 10);
		const database = await lab.database(customers);
		const { pool } = database;
		const { rows } = await pool.query<{ id: string }>(`select id from app_user where login = 'financeiro'`);
		const actor = await loadActor(pool, rows[0]!.id, '127.0.0.1');
		if (!actor) throw new Error('the demonstration has somebody of finance');
		const { rows: branches } = await pool.query<{ id: string }>(`select id from branch where name = 'Presidente Prudente'`);
		const branchId = branches[0]!.id;
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
		const asked = { competence, dueIn: competence, dueDay };

		const began = performance.now();
		const preview = await previewRun(pool, actor, asked, branchId, today);
		const previewing = (performance.now() - began) / 1000;

		const runId = newUuid();
		const centre = await lab.centre(database);
		const office = await Office.open(lab, database, centre);
		const { value: running, figures } = await office.beside('invoice-run', async () => {
			const start = performance.now();
			// As `invoiceRun.start` does it. Not before the node is up: it would take on what it finds waiting.
			await inTransaction(pool, readWrite, async (connection) => {
				await connection.query(
					`insert into invoice_run (id, branch_id, competence, due_in, due_day, status, planned, created_at, created_by, updated_at)
					 values ($1, $2, $3, $3, $4, 'waiting', 0, now(), $5, now())`,
					[runId, branchId, competence, dueDay, actor.userId]
				);
				await request(connection, { name: invoiceRunJobName, key: runId, data: { runId, userId: actor.userId } });
			});
			for (;;) {
				const { rows: state } = await pool.query<{ status: string }>(`select status from invoice_run where id = $1`, [runId]);
				if (!['waiting', 'running'].includes(state[0]?.status ?? '')) return (performance.now() - start) / 1000;
				await new Promise((done) => setTimeout(done, 250));
			}
		});
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
			...figures
		] satisfies Measured[];
	}
};
