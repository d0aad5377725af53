import { outlineOf, type Outline } from './outline.ts';
import { attendantsOf } from './staff.ts';
import { instantText, type World } from './world.ts';

export type Value = string | number | boolean | null;

/** One table of the demonstration: its columns in the order of the values, and its rows, made one at a time. */
export interface DemoTable {
	readonly name: string;
	readonly columns: readonly string[];
	rows(world: World): Iterable<readonly Value[]>;
}

export const authorship = ['created_at', 'created_by', 'updated_at', 'updated_by'] as const;
export const written = (atMs: number, by: string | null): Value[] => [instantText(atMs), by, instantText(atMs), by];
export const changed = (atMs: number, by: string | null, changedMs: number, changedBy: string | null): Value[] => [
	instantText(atMs),
	by,
	instantText(changedMs),
	changedBy
];

export function* outlines(world: World): Generator<Outline> {
	for (let n = 0; n < world.customers; n++) yield outlineOf(world, n);
}
/** Who registered a customer: one of the branch's attendants. */
export const registrar = (world: World, outline: Outline) => {
	const people = attendantsOf(world, outline.branch);
	return people[outline.n % people.length]?.id ?? null;
};
