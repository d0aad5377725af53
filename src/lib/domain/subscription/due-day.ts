import { refusal, type Refusal } from '../refusal.ts';

/** Days of the month on which a subscription may fall due: those that every month has. */
export const dueDays = { minimum: 1, limit: 28 } as const;

/** What is wrong with a due day; null when it is one. */
export const checkDueDay = (dueDay: number): Refusal | null =>
	Number.isInteger(dueDay) && dueDay >= dueDays.minimum && dueDay <= dueDays.limit ? null : refusal('number_range', 'dueDay', dueDays);
