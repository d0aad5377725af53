import { observationTypes } from './catalogue.ts';
import { demoId } from './ids.ts';
import { mandatoryTexts, ordinaryTexts } from './observation-texts.ts';
import type { Outline } from './outline.ts';
import { chance, count, int, pick, type Random } from './random.ts';
import { staffOf } from './staff.ts';
import { dayMs, dayNumberAt, instantOf, type World } from './world.ts';

export interface DemoReading {
	readonly id: string;
	readonly version: number;
	readonly userId: string;
	readonly readMs: number;
}

export interface DemoObservation {
	readonly id: string;
	readonly type: number;
	readonly text: string;
	readonly mustRead: boolean;
	readonly version: number;
	readonly authorId: string;
	readonly createdMs: number;
	readonly changedById: string;
	readonly changedMs: number;
	readonly readings: readonly DemoReading[];
}

/** About one for every second customer; three of ten must be read, and were, by some of the branch's people. */
export function observationsOf(world: World, outline: Outline): readonly DemoObservation[] {
	const random = world.random('observation', outline.n);
	const people = staffOf(world, outline.branch);
	return Array.from({ length: count(random, [0.65, 0.23, 0.09, 0.03]) }, (_, k) => {
		const mustRead = chance(random, 0.3);
		const { type, text } = pick(random, mustRead ? mandatoryTexts : ordinaryTexts);
		const createdMs = within(world, random, outline.createdMs);
		const version = chance(random, 0.1) ? 2 : 1;
		const n = outline.n * 4 + k;
		const author = pick(random, people).id;
		return {
			id: demoId(world.seed, 'observation', n, createdMs),
			type: observationTypes.indexOf(type),
			text,
			mustRead,
			version,
			authorId: author,
			createdMs,
			changedById: version === 1 ? author : pick(random, people).id,
			changedMs: version === 1 ? createdMs : within(world, random, createdMs),
			readings: mustRead ? readings(world, random, n, createdMs, people) : []
		};
	});
}

function readings(
	world: World,
	random: Random,
	observation: number,
	afterMs: number,
	people: readonly { readonly id: string }[]
): readonly DemoReading[] {
	return Array.from({ length: count(random, [0.2, 0.35, 0.25, 0.12, 0.08]) }, (_, k) => {
		const readMs = within(world, random, afterMs);
		return { id: demoId(world.seed, 'reading', observation * 8 + k, readMs), version: 1, userId: pick(random, people).id, readMs };
	});
}

/** Some moment of office hours after `afterMs`, rather in the last months than long ago, and before the data ends. */
export function within(world: World, random: Random, afterMs: number): number {
	const back = Math.floor(Math.pow(random(), 2) * Math.min(700, (world.cutoffMs - afterMs) / dayMs));
	const ms = instantOf(world.todayNumber - 1 - back, 8) + int(random, 0, 10 * 3_600_000);
	if (ms > afterMs) return ms;
	// Earlier on the first day: some minutes later, if the day is not over.
	return Math.min(afterMs + int(random, 1, 90) * 60_000, instantOf(dayNumberAt(afterMs), 23.9));
}
