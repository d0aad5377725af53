import type { Pool } from 'pg';
import { z } from 'zod';
import { dueDateIn } from '#lib/domain/billing/competence.ts';
import { competenceShown } from '#lib/domain/billing/run-state.ts';
import { formatDay } from '#lib/domain/day/day.ts';
import { can } from '#lib/domain/permissions.ts';
import { invoiceRunJobName } from '#lib/mutators/invoice-run/find.ts';
import { loadActor } from '#lib/server/auth/rights.ts';
import { failureCode } from '#lib/server/jobs/failure-code.ts';
import type { JobKind } from '#lib/server/jobs/kind.ts';
import { passOver, runStep, type StepOptions } from './run-step.ts';

/** Customers of one part: a quarter of a second or so, short enough that nobody at a screen waits for its locks. */
const partSize = 200;

const data = z.object({ runId: z.uuid(), userId: z.uuid() });

/**
 * The making of a run's invoices, part by part, as the person who asked for it. All that it knows is in the run's own row, so a job
 * that is run twice, or by two nodes at once, does no harm. A part that fails is halved until the one customer is found who is the
 * reason; the others are billed. The database being away is no reason: then the job fails as a whole and comes back.
 */
export const invoiceRunJob: JobKind<z.infer<typeof data>> = {
	name: invoiceRunJobName,
	data,
	attempts: 10,
	pauseSeconds: 5,
	longestPauseSeconds: 300,
	atOnce: 2,
	async run({ runId, userId }, { pool, wake, signal, now, dayOf, log }) {
		let size = partSize;
		for (;;) {
			if (signal.aborted) return 'again';
			// Anew for each part: a long run outlives changes of rights.
			const actor = await loadActor(pool, userId);
			const at = now();
			const step: StepOptions | null = actor && { pool, actor, runId, size, now: at.toISOString(), today: dayOf(at) };
			if (!step || !can(step.actor.role, 'invoice.update')) {
				await fail(pool, runId, 'rights_gone', at);
				wake();
				return 'done';
			}
			try {
				const end = await runStep(step);
				if (end === 'missing') await fail(pool, runId, 'rights_gone', at);
				wake();
				if (end !== 'goesOn') return 'done';
				size = Math.min(partSize, size * 2);
			} catch (error) {
				const code = failureCode(error);
				if (code === 'outage' || isConflict(error)) throw error;
				log(`invoice run ${runId}: a part of ${size} failed: ${code}`);
				if (size > 1) size = Math.ceil(size / 2);
				else {
					await passOver(step, code);
					wake();
				}
			}
		}
	},
	async told({ runId }, news, { pool, now }) {
		if (news === 'retried')
			await pool.query(
				`update invoice_run r set status = case when error like 'undo\\_%' then 'undoing' else 'waiting' end, error = null, ended_at = null where id = $1 and status in ('failed', 'stopped')
				 and not exists (select from invoice_run o where o.id <> r.id and o.branch_id = r.branch_id and o.competence = r.competence and o.due_day = r.due_day
					and o.status in ('waiting', 'running', 'undoing'))`,
				[runId]
			);
		else if (news === 'cancelled')
			await pool.query(
				`update invoice_run set status = 'stopped', error = case status when 'undoing' then 'undo_stopped' end, ended_at = $2 where id = $1 and status in ('waiting', 'running', 'undoing')`,
				[runId, now()]
			);
		else await fail(pool, runId, 'gave_up', now());
	},
	async unfinished(pool) {
		const { rows } = await pool.query<{ runId: string; userId: string }>(
			`select id as "runId", coalesce(updated_by, created_by) as "userId" from invoice_run
			 where status in ('waiting', 'running', 'undoing') and coalesce(updated_by, created_by) is not null`
		);
		return rows.map((run) => ({ key: run.runId, data: run }));
	},
	async about(all, pool) {
		const { rows } = await pool.query<{ id: string; name: string; competence: string; due_in: string; due_day: number }>(
			`select r.id, b.name, r.competence, r.due_in, r.due_day from invoice_run r join branch b on b.id = r.branch_id where r.id = any ($1::uuid[])`,
			[all.map(({ runId }) => runId)]
		);
		const words = new Map(
			rows.map((run) => [
				run.id,
				`${run.name} · ${competenceShown(run.competence)} · ${formatDay(dueDateIn(run.due_in, run.due_day), 'pt-BR')}`
			])
		);
		return all.map(({ runId }) => words.get(runId) ?? null);
	}
};

async function fail(pool: Pool, runId: string, error: string, at: Date): Promise<void> {
	await pool.query(
		`update invoice_run set status = 'failed', error = case status when 'undoing' then 'undo_' else '' end || $2, ended_at = $3 where id = $1 and status in ('waiting', 'running', 'undoing')`,
		[runId, error, at]
	);
}

/** Somebody else was at the same rows: no fault of any customer. */
const isConflict = (error: unknown): boolean => ['40001', '40P01'].includes(String((error as { code?: unknown }).code));
