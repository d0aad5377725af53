/** Seconds to wait after the first, second … failed attempt: ten seconds for a restart, a day and a half for a weekend's breakdown. */
const waits = [10, 60, 300, 1_800, 7_200, 21_600, 86_400] as const;

/** Attempts in all before a delivery is given up. */
export const maxAttempts = waits.length + 1;

/** Seconds until the next attempt after `attempts` failed ones; null: it is given up. */
export function secondsToNextAttempt(attempts: number): number | null {
	return waits[attempts - 1] ?? null;
}

/**
 * Seconds for which a receiver that failed `failures` times in a row is left in peace by all its deliveries: a thousand of
 * them, each with its own waits, would otherwise hammer a server that is trying to come up.
 */
export function secondsToRest(failures: number): number {
	return failures === 0 ? 0 : Math.min(10 * 2 ** (failures - 1), 300);
}
