/**
 * What the law obliges the provider to keep of somebody who asked to be forgotten (LGPD art. 16 I allows it), and until when. It is
 * kept apart, under seal, and deleted when its term is over (docs/privacy.md).
 */
export interface HoldFacts {
	/** Day on which the last invoice that was not cancelled fell due, `YYYY-MM-DD`; null: none was ever issued. */
	readonly lastInvoiceDueOn: string | null;
	/** Day on which the last plan ended, `YYYY-MM-DD`; null: there never was one. */
	readonly lastPlanEndedOn: string | null;
}
export type HoldLaw = 'fiscal' | 'connection';

/** Last day of each duty that is still running on `today`. */
export function holds(facts: HoldFacts, today: string): readonly { readonly law: HoldLaw; readonly keptUntil: string }[] {
	const { lastInvoiceDueOn, lastPlanEndedOn } = facts;
	const all: { law: HoldLaw; keptUntil: string }[] = [];
	// Five years from the first day of the year that follows (CTN art. 173 I, art. 195 sole paragraph).
	if (lastInvoiceDueOn !== null) all.push({ law: 'fiscal', keptUntil: `${String(Number(lastInvoiceDueOn.slice(0, 4)) + 5)}-12-31` });
	// One year of connection records, and whose they are (Marco Civil da Internet, Lei 12.965/2014, art. 13 and art. 10 § 1).
	if (lastPlanEndedOn !== null) all.push({ law: 'connection', keptUntil: yearAfter(lastPlanEndedOn) });
	return all.filter((one) => one.keptUntil >= today);
}

/** The same day of the next year; of 29 February, the 28th. */
function yearAfter(day: string): string {
	const next = `${String(Number(day.slice(0, 4)) + 1)}${day.slice(4)}`;
	return next.endsWith('-02-29') ? next.replace('-02-29', '-02-28') : next;
}
