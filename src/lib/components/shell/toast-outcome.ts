import { sentence } from '#lib/errors/sentence.ts';
import type { Outcome } from '#lib/sync/model.ts';
import { toasts } from '#lib/ui/toast.svelte.ts';

/** Tells how something went that was done without a form: `done` when it is, else why it was refused. */
export function toastOutcome(outcome: Outcome, done: string): void {
	toasts.show(outcome.ok ? done : sentence(outcome), { tone: outcome.ok ? 'success' : 'danger' });
}
