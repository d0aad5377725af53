import type { ImportRun } from '#lib/domain/import/run.ts';
import * as m from '#lib/paraglide/messages.js';
import { count } from '#lib/ui/numbers.ts';

export function statusWords(run: ImportRun): string {
	switch (run.status) {
		case 'running':
			return m.import_status_running({ done: count(run.done), total: count(run.total) });
		case 'done':
			return m.import_status_done();
		case 'failed':
			return m.import_status_failed();
		case 'cancelled':
			return m.import_status_cancelled();
		case 'undoing':
			return m.import_status_undoing();
		case 'undone':
			return run.left > 0 ? m.import_status_kept({ count: count(run.left) }) : m.import_status_undone();
	}
}

export const statusTone = ({ status }: ImportRun): 'pending' | 'success' | 'danger' | 'neutral' =>
	status === 'running' || status === 'undoing' ? 'pending' : status === 'done' ? 'success' : status === 'failed' ? 'danger' : 'neutral';

export const mayUndo = ({ status, left }: ImportRun): boolean => left > 0 && status !== 'running' && status !== 'undoing';

/** Time left as `2:05`, from how fast it went until now; null while nobody can tell. */
export function timeLeft({ done, total, createdAt }: ImportRun, now: Date): string | null {
	const gone = (now.getTime() - Date.parse(createdAt)) / 1000;
	if (done === 0 || gone < 2) return null;
	const seconds = Math.ceil((gone / done) * (total - done));
	return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}
