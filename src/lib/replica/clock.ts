import type { Clock } from '#lib/sync/ports.ts';

/** The computer's own clock and chance. */
export const systemClock: Clock = {
	now: () => new Date(),
	setTimeout: (run, ms) => setTimeout(run, ms),
	clearTimeout: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
	random: () => Math.random()
};
