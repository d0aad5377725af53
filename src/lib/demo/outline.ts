import { demoId } from './ids.ts';
import { pickBranch } from './places.ts';
import { chance, int } from './random.ts';
import { dayNumberAt, instantOf, type World } from './world.ts';

/** What other rows need to know of a customer; cheap, so that it is made again instead of kept. */
export interface Outline {
	readonly id: string;
	/** 0 to N − 1, in the order of registration. */
	readonly n: number;
	readonly branch: number;
	readonly legal: boolean;
	readonly active: boolean;
	/** Day numbers. */
	readonly registered: number;
	/** When an inactive customer left. */
	readonly left: number | null;
	readonly createdMs: number;
}

const yearsOfGrowth = 8;

export function outlineOf(world: World, n: number): Outline {
	const random = world.random('outline', n);
	// The provider grows: more customers came in the last year than in the first.
	const days = yearsOfGrowth * 365 * Math.pow((n + 0.5) / world.customers, 0.6);
	const day = world.todayNumber - yearsOfGrowth * 365 + Math.floor(days);
	// The office is open from eight to six; the fraction keeps the order within the day.
	const createdMs = instantOf(day, 8 + 10 * (days - Math.floor(days)));
	const legal = chance(random, 0.15);
	const stayed = world.todayNumber - day;
	const active = stayed < 90 || !chance(random, 0.07);
	return {
		id: demoId(world.seed, 'customer', n, createdMs),
		n,
		branch: pickBranch(random),
		legal,
		active,
		registered: dayNumberAt(createdMs),
		left: active ? null : day + int(random, 60, stayed - 10),
		createdMs
	};
}
