/**
 * Seconds to wait after the first, second … attempt that failed for now: greylisting wants minutes, a mail server that is being mended
 * hours, and after two days a boleto is no news any more.
 */
const waits = [60, 300, 900, 3_600, 14_400, 43_200, 86_400] as const;

/** Seconds until the next attempt after `attempts` failed ones; null: it is given up. */
export const secondsToNextMail = (attempts: number): number | null => waits[attempts - 1] ?? null;
