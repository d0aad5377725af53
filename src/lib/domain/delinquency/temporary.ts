import { addDays, addMonths, daysBetween, isDay, type Day } from '../day/day.ts';
import { refusal, type Refusal } from '../refusal.ts';

/**
 * Suspensão Temporária (item 347, decision 9.5): at the request of a customer who is up to date, 30 to 120 days, once in 12 months,
 * free and without billing. It ends on its date or on request. (RGC of Anatel, as Procons published it; the right stays in Res. 765/2023.)
 */
export const temporaryRule = { minimumDays: 30, limitDays: 120, onceInMonths: 12 } as const;

/** Days of a temporary suspension, both included. */
export interface TemporarySuspension {
	readonly from: Day;
	readonly to: Day;
}

/** May it be asked for? `earlier` are the plan's others that were not withdrawn before they began. */
export function checkTemporary(
	asked: TemporarySuspension,
	facts: { readonly overdueCents: number; readonly earlier: readonly TemporarySuspension[]; readonly today: Day }
): readonly Refusal[] {
	const refusals: Refusal[] = [];
	if (!isDay(asked.from)) refusals.push(refusal('day_invalid', 'from'));
	if (!isDay(asked.to)) refusals.push(refusal('day_invalid', 'to'));
	if (refusals.length > 0) return refusals;
	if (asked.from < facts.today) refusals.push(refusal('day_in_past', 'from'));
	const days = daysBetween(asked.from, asked.to) + 1;
	if (days < temporaryRule.minimumDays || days > temporaryRule.limitDays)
		refusals.push(refusal('pause_length', 'to', { minimum: temporaryRule.minimumDays, limit: temporaryRule.limitDays }));
	const free = nextTemporaryFrom(facts.earlier);
	if (free !== null && asked.from < free) refusals.push(refusal('pause_taken_already', 'from', { day: free }));
	if (facts.overdueCents > 0) refusals.push(refusal('pause_in_debt'));
	return refusals;
}

/** First day on which the next one may begin: 12 months after the beginning of the last; null where there was none. */
export function nextTemporaryFrom(earlier: readonly TemporarySuspension[]): Day | null {
	const last = earlier.reduce<Day | null>((latest, { from }) => (latest === null || from > latest ? from : latest), null);
	return last === null ? null : addMonths(last, temporaryRule.onceInMonths);
}

/** The day on which the service is back by itself. */
export function backOn(temporary: TemporarySuspension): Day {
	return addDays(temporary.to, 1);
}
