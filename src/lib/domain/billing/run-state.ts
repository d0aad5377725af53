import { refusal, type Refusal } from '../refusal.ts';
import { addCompetences, competenceOf, isCompetence, isDueDay, type Competence } from './competence.ts';
import type { RunRequest } from './invoice-run.ts';
import type { Day } from '../day/day.ts';

export type RunState = 'waiting' | 'running' | 'done' | 'stopped' | 'failed' | 'undoing' | 'undone';

/** What is known of a run, as far as its verbs go. */
export interface RunFactsKnown {
	readonly status: RunState;
	readonly invoices: number;
	readonly failed: number;
	readonly withoutBoleto: number;
	/** Why it failed or was stopped; of an undo it begins with `undo_`. */
	readonly error: string | null;
}

/** It did not come to the end of its undo: that can be asked for again, and nothing else. */
export const wasUndoing = ({ error }: Pick<RunFactsKnown, 'error'>): boolean => error?.startsWith('undo_') ?? false;
/** The centre is at it, or will be by itself. */
export const isAtWork = (status: RunState): boolean => status === 'waiting' || status === 'running' || status === 'undoing';
/** Cancelar: ends it after its present part. What is billed stays billed. */
export const mayStopRun = (run: RunFactsKnown): boolean => run.status === 'waiting' || run.status === 'running';
/** Tentar de novo: goes on where it was left, and once more with those that failed. */
export const mayRetryRun = (run: RunFactsKnown): boolean =>
	!wasUndoing(run) &&
	(run.status === 'stopped' || run.status === 'failed' || (run.status === 'done' && run.failed + run.withoutBoleto > 0));
/** Desfazer: cancels what it made and nobody has paid. */
export const mayUndoRun = (run: RunFactsKnown): boolean =>
	run.invoices > 0 && (run.status === 'done' || run.status === 'stopped' || run.status === 'failed');

/** Service may be billed this many months before it is given, and falls due this many months after its own at the latest. */
const ahead = 1;
const dueWithin = 2;

/** What is wrong with a request: a month that is none or too far ahead, a due month before the service's, a day that is none. */
export function checkRunRequest(request: RunRequest, today: Day): Refusal | null {
	if (!isCompetence(request.competence) || request.competence > addCompetences(competenceOf(today), ahead))
		return refusal('value_invalid', 'competence');
	if (!isCompetence(request.dueIn) || request.dueIn < request.competence || request.dueIn > addCompetences(request.competence, dueWithin))
		return refusal('value_invalid', 'dueIn');
	return isDueDay(request.dueDay) ? null : refusal('value_invalid', 'dueDay');
}

/** `2026-11` → `11/2026`. */
export const competenceShown = (competence: Competence): string => `${competence.slice(5)}/${competence.slice(0, 4)}`;
