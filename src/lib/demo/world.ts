import { dayFromNumber, dayNumber, type Day } from '#lib/domain/day/day.ts';
import { randomFor, type Random } from './random.ts';

/** What a demonstration is made of: everything else follows from these. */
export interface World {
	readonly seed: number;
	readonly today: Day;
	readonly customers: number;
	/** Day number of today. */
	readonly todayNumber: number;
	/** Nothing in the data is later than this instant: today's midnight in São Paulo, in ms. */
	readonly cutoffMs: number;
	random(purpose: string, n: number): Random;
}

export const dayMs = 86_400_000;
/** São Paulo has no summer time since 2019: UTC−3. */
const offsetMs = 3 * 3_600_000;

export function makeWorld(options: { customers: number; seed: number; today: Day }): World {
	const { customers, seed, today } = options;
	if (!Number.isInteger(customers) || customers < 0 || customers > 5_000_000)
		throw new RangeError(`customers: from 0 to 5,000,000, not ${customers}`);
	const todayNumber = dayNumber(today);
	return { seed, today, customers, todayNumber, cutoffMs: instantOf(todayNumber, 0), random: (purpose, n) => randomFor(seed, purpose, n) };
}

/** The instant, in ms, of a time of day (hours, 0–24) on a day, on São Paulo's clock. */
export function instantOf(day: number, hours: number): number {
	return Math.floor(day * dayMs + offsetMs + hours * 3_600_000);
}

/** The day number on São Paulo's calendar of an instant. */
export function dayNumberAt(ms: number): number {
	return Math.floor((ms - offsetMs) / dayMs);
}

const days = new Map<number, Day>();
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

/** As Postgres reads it, e.g. `2026-11-21T17:03:22.120Z`; what `Date` prints, several times faster. */
export function instantText(ms: number): string {
	const number = Math.floor(ms / dayMs);
	let day = days.get(number);
	if (day === undefined) days.set(number, (day = dayFromNumber(number)));
	const rest = ms - number * dayMs;
	const seconds = Math.floor(rest / 1000);
	const minutes = Math.floor(seconds / 60);
	const thousandths = String(1000 + (rest % 1000)).slice(1);
	return `${day}T${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds % 60]}.${thousandths}Z`;
}
