import type { JobState, JobSummary } from '#lib/domain/job/summary.ts';
import { sentence } from '#lib/errors/sentence.ts';
import * as m from '#lib/paraglide/messages.js';

type Tone = 'pending' | 'success' | 'warning' | 'danger' | 'neutral';

const kinds: Readonly<Record<string, () => string>> = {
	'invoice-run': m.job_kind_invoice_run,
	'settle-bank-file': m.job_kind_settle_bank_file,
	'suspension-ladder': m.job_kind_suspension_ladder,
	'forget-connections': m.job_kind_forget_connections
};

/** A kind of job in words; one that this build does not know is shown by its name. */
export const jobName = (name: string): string => kinds[name]?.() ?? m.job_kind_other({ name });

export const stateWords: Readonly<Record<JobState, () => string>> = {
	waiting: m.job_state_waiting,
	retrying: m.job_state_retrying,
	running: m.job_state_running,
	failed: m.job_state_failed,
	cancelled: m.job_state_cancelled,
	done: m.job_state_done
};
export const stateTones: Readonly<Record<JobState, Tone>> = {
	waiting: 'pending',
	retrying: 'warning',
	running: 'pending',
	failed: 'danger',
	cancelled: 'neutral',
	done: 'success'
};

const reasons: Readonly<Record<string, () => string>> = {
	defect: m.job_reason_defect,
	outage: m.job_reason_outage,
	node_lost: m.job_reason_node_lost
};
/** Why the last attempt failed. What the library itself says of a node that is gone is no code of ours. */
export function reasonWords({ reason }: Pick<JobSummary, 'reason'>): string {
	if (reason === null) return '';
	if (/\s/.test(reason)) return m.job_reason_node_lost();
	return reasons[reason]?.() ?? sentence({ code: reason });
}
