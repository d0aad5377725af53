/** Seconds after the first, second … attempt that failed for now: an exchange that throttles wants seconds, one that is being mended hours. */
const waits = [5, 30, 120, 600, 1_800, 7_200, 21_600] as const;

/** Seconds until the next attempt after `attempts` failed ones; null: it is given up, after some nine hours. */
export const secondsToNextSms = (attempts: number): number | null => waits[attempts - 1] ?? null;
