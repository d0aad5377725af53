import type { RunState } from '#lib/domain/billing/run-state.ts';
import { isAtWork, wasUndoing } from '#lib/domain/billing/run-state.ts';
import type { SkipReason } from '#lib/domain/billing/invoice-run.ts';
import { formatMoney } from '#lib/domain/money.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { InvoiceRunRow } from '#lib/queries/invoice-run/list.ts';
import { count } from '#lib/ui/numbers.ts';

type Tone = 'pending' | 'success' | 'warning' | 'danger' | 'neutral';

export const money = (cents: number): string => formatMoney(cents, getLocale());

export const problemsOf = (run: Pick<InvoiceRunRow, 'failed' | 'withoutBoleto'>): number => run.failed + run.withoutBoleto;

export function statusWords(run: InvoiceRunRow): string {
	const words: Record<RunState, () => string> = {
		waiting: m.run_status_waiting,
		running: m.run_status_running,
		done: problemsOf(run) > 0 ? m.run_status_done_problems : m.run_status_done,
		stopped: m.run_status_stopped,
		failed: m.run_status_failed,
		undoing: m.run_status_undoing,
		undone: () => (run.kept > 0 ? m.run_status_undone_kept({ count: run.kept, shown: count(run.kept) }) : m.run_status_undone())
	};
	return words[run.status]();
}

export function statusTone(run: InvoiceRunRow): Tone {
	if (isAtWork(run.status)) return 'pending';
	if (run.status === 'failed') return 'danger';
	if (run.status === 'done') return problemsOf(run) > 0 ? 'warning' : 'success';
	return 'neutral';
}

/** Why it failed, in a sentence; null when it did not. */
export function errorWords(run: Pick<InvoiceRunRow, 'error'>): string | null {
	if (run.error === null) return null;
	if (wasUndoing(run)) return m.run_error_undo();
	return run.error === 'rights_gone' ? m.run_error_rights_gone() : m.run_error_gave_up();
}

const skips: Record<SkipReason, () => string> = {
	other_due_day: m.run_skip_other_due_day,
	already_billed: m.run_skip_already_billed,
	not_started: m.run_skip_not_started,
	ended: m.run_skip_ended,
	nothing_to_bill: m.run_skip_nothing_to_bill,
	later_competence: m.run_skip_later_competence
};
export const skipWords = (reason: SkipReason): string => skips[reason]();

/** Seconds until the end as `2:05`, from how fast it went since it began; null while nobody can tell. */
export function timeLeft(run: Pick<InvoiceRunRow, 'done' | 'planned' | 'createdAt' | 'attempt' | 'status'>, now: Date): string | null {
	const gone = (now.getTime() - Date.parse(run.createdAt)) / 1000;
	// One that was left lying for a day says nothing about its speed.
	if (run.status !== 'running' || run.attempt > 1 || run.done === 0 || gone < 3) return null;
	const seconds = Math.ceil((gone / run.done) * Math.max(0, run.planned - run.done));
	return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}
