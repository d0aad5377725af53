import { addDays, type Day } from '../day/day.ts';

/** What the law demands of a provider before it may cut: versioned data, because it changes (decision 9.4). Days are calendar days. */
export interface LegalLadder {
	/** In force from this day on. */
	readonly from: Day;
	readonly law: string;
	/** From the proven notice to the reduced service; null: there is no such step. */
	readonly partialAfterDays: number | null;
	/** From the proven notice to the total suspension. */
	readonly suspensionAfterDays: number;
	/** From the total suspension to the rescission of the contract; credit bureaus only after it. */
	readonly rescissionAfterDays: number;
	/** Paid: the service is back within so many days of knowing it. */
	readonly restoreWithinDays: number;
}

/**
 * The two general consumer regulations of Anatel (RGC), newest first. Res. 765/2023 dropped the partial step; sources differ on
 * whether its 15 days run from the notice or from the due date, and the later is taken. The text of Res. 765 itself was not at hand:
 * days are as Anatel's consumer pages and Procons give them.
 */
export const legalLadders: readonly LegalLadder[] = [
	{
		from: '2025-09-01',
		law: 'Anatel RGC, Res. 765/2023',
		partialAfterDays: null,
		suspensionAfterDays: 15,
		rescissionAfterDays: 60,
		restoreWithinDays: 1
	},
	{
		from: '2014-07-08',
		law: 'Anatel RGC, Res. 632/2014, arts. 90–103',
		partialAfterDays: 15,
		// 15 days to the partial suspension and 30 more.
		suspensionAfterDays: 45,
		rescissionAfterDays: 30,
		restoreWithinDays: 1
	}
];

/** The ladder in force on a day. Throws a RangeError before the first one. */
export function ladderOn(day: Day, ladders: readonly LegalLadder[] = legalLadders): LegalLadder {
	const inForce = ladders.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))[0];
	if (!inForce) throw new RangeError(`no rule of suspension for ${day}`);
	return inForce;
}

/** First day on which a contract may be rescinded that was suspended on `suspendedOn`. */
export function rescissionFrom(suspendedOn: Day, ladder: LegalLadder): Day {
	return addDays(suspendedOn, ladder.rescissionAfterDays);
}

/** Last day for the service to be back after the payment was known. */
export function restoreBy(paymentKnownOn: Day, ladder: LegalLadder): Day {
	return addDays(paymentKnownOn, ladder.restoreWithinDays);
}
