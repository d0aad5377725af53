import { checkPermission, type Verb } from './permissions.ts';
import { refusal, type Refusal } from './refusal.ts';

/** One allowed step between two states of something: who may take it, and whether it must be explained. */
export interface Transition<S extends string> {
	readonly from: S;
	readonly to: S;
	/** The permission it takes. */
	readonly verb: Verb;
	/** It says nothing to the next reader without words: why, or what was done. */
	readonly needsText: boolean;
}

/** The step in a table, or null where the table has none. */
export function findTransition<S extends string>(table: readonly Transition<S>[], from: S, to: S): Transition<S> | null {
	return table.find((one) => one.from === from && one.to === to) ?? null;
}

/**
 * Null when this role may take the step with these words, else why not: `transition_refused` (`detail.from`, `detail.to`)
 * for a step that is not in the table, `permission_denied`, `field_required` on `text`.
 */
export function checkTransition<S extends string>(
	table: readonly Transition<S>[],
	from: S,
	to: S,
	role: string,
	text: string | null
): Refusal | null {
	const step = findTransition(table, from, to);
	if (step === null) return refusal('transition_refused', 'to', { from, to });
	const denied = checkPermission(role, step.verb);
	if (denied) return denied;
	return step.needsText && text === null ? refusal('field_required', 'text') : null;
}

/** Where something in this state can go, in the order of the table: what a menu offers. */
export function stepsFrom<S extends string>(table: readonly Transition<S>[], from: S): readonly Transition<S>[] {
	return table.filter((one) => one.from === from);
}
