import { refusal, type Refusal } from '../refusal.ts';
import type { SuspensionRule } from './suspension.ts';

/** A year: who waits longer than that for a debt does not suspend. */
const daysLimit = 365;
const outside = (value: number, minimum: number, limit: number): boolean => !Number.isInteger(value) || value < minimum || value > limit;

/**
 * What is wrong with a rule of suspension as it is typed (items 271–274). Of the days until the law lets suspend it says nothing: those
 * come on top, whatever the rule is.
 */
export function checkSuspensionRule(rule: SuspensionRule): readonly Refusal[] {
	const refusals: Refusal[] = [];
	if (!Number.isSafeInteger(rule.minimumCents) || rule.minimumCents < 0) refusals.push(refusal('amount_invalid', 'minimumCents'));
	for (const field of ['daysOverdue', 'daysBefore'] as const)
		if (outside(rule[field], 0, daysLimit)) refusals.push(refusal('number_range', field, { minimum: 0, limit: daysLimit }));
	if (rule.fixedDay !== null && outside(rule.fixedDay, 1, 31))
		refusals.push(refusal('number_range', 'fixedDay', { minimum: 1, limit: 31 }));
	return refusals;
}
