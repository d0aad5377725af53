import type { Dependency } from '../model.ts';
import type { Touch, Touches } from '../ports.ts';

type Row = Readonly<Record<string, unknown>>;
type Test = (row: Record<string, unknown>) => boolean;

/** Who depends on one table, found by what a touch knows: the row's id, and its column values where images are given. */
interface TableDependants<Owner> {
	/** Any row of the table. */
	readonly any: Set<Owner>;
	readonly byId: Map<string, Set<Owner>>;
	/** column → value → owners. */
	readonly byValue: Map<string, Map<string, Set<Owner>>>;
	/** Tests can only be tried one by one; a query that has several tries them until one passes. */
	readonly tests: Map<Owner, Test[]>;
}

/**
 * (table, ids | column value | test) → owner, so that finding whom a change wakes costs the change, not the number of
 * live queries. Conservative: where an image was not collected, everything that would have needed it is woken.
 */
export class DependencyIndex<Owner> {
	readonly #tables = new Map<string, TableDependants<Owner>>();
	readonly #byOwner = new Map<Owner, readonly Dependency[]>();

	/** Replaces what the owner depends on. */
	set(owner: Owner, dependencies: readonly Dependency[]): void {
		this.delete(owner);
		this.#byOwner.set(owner, dependencies);
		for (const dependency of dependencies) this.#add(owner, dependency);
	}

	delete(owner: Owner): void {
		for (const dependency of this.#byOwner.get(owner) ?? []) this.#remove(owner, dependency);
		this.#byOwner.delete(owner);
	}

	/** Some owner can only be found by looking into the rows of this table, so touches should carry their images. */
	wantsImages(table: string): boolean {
		const dependants = this.#tables.get(table);
		return dependants !== undefined && (dependants.byValue.size > 0 || dependants.tests.size > 0);
	}

	/** Everyone whom these touches can concern. */
	find(touches: Touches): Set<Owner> {
		const found = new Set<Owner>();
		for (const touch of touches) {
			const dependants = this.#tables.get(touch.table);
			if (dependants === undefined) continue;
			if ('all' in touch) everyone(dependants, found);
			else this.#findByTouch(dependants, touch, found);
		}
		return found;
	}

	#findByTouch(dependants: TableDependants<Owner>, touch: Touch, found: Set<Owner>): void {
		addAll(found, dependants.any);
		addAll(found, dependants.byId.get(touch.id));
		const { before, after } = touch;
		if (before === undefined || after === undefined) {
			for (const values of dependants.byValue.values()) for (const owners of values.values()) addAll(found, owners);
			addAll(found, dependants.tests.keys());
			return;
		}
		for (const row of [before, after]) {
			if (row === null) continue;
			for (const [column, values] of dependants.byValue) addAll(found, ownersOfValue(values, row[column]));
			for (const [owner, tests] of dependants.tests) if (!found.has(owner) && tests.some((test) => passes(test, row))) found.add(owner);
		}
	}

	#add(owner: Owner, dependency: Dependency): void {
		const dependants = getOrMake(this.#tables, dependency.table, () => ({
			any: new Set<Owner>(),
			byId: new Map(),
			byValue: new Map(),
			tests: new Map()
		}));
		if ('ids' in dependency) {
			for (const id of dependency.ids) getOrMake(dependants.byId, id, () => new Set<Owner>()).add(owner);
		} else if ('where' in dependency) {
			const values = getOrMake(dependants.byValue, dependency.where.column, () => new Map<string, Set<Owner>>());
			getOrMake(values, dependency.where.equals, () => new Set<Owner>()).add(owner);
		} else if ('rows' in dependency) {
			getOrMake(dependants.tests, owner, () => []).push(dependency.rows);
		} else {
			dependants.any.add(owner);
		}
	}

	#remove(owner: Owner, dependency: Dependency): void {
		const dependants = this.#tables.get(dependency.table);
		if (dependants === undefined) return;
		if ('ids' in dependency) {
			for (const id of dependency.ids) removeFrom(dependants.byId, id, owner);
		} else if ('where' in dependency) {
			const values = dependants.byValue.get(dependency.where.column);
			if (values !== undefined) {
				removeFrom(values, dependency.where.equals, owner);
				if (values.size === 0) dependants.byValue.delete(dependency.where.column);
			}
		} else if ('rows' in dependency) {
			dependants.tests.delete(owner);
		} else {
			dependants.any.delete(owner);
		}
		if (dependants.any.size + dependants.byId.size + dependants.byValue.size + dependants.tests.size === 0)
			this.#tables.delete(dependency.table);
	}
}

/** A value as `where.equals` writes it. A null equals nothing; a column that the image lacks could be anything. */
function ownersOfValue<Owner>(values: Map<string, Set<Owner>>, value: unknown): Iterable<Owner> | undefined {
	if (value === null) return undefined;
	if (value === undefined) return [...values.values()].flatMap((owners) => [...owners]);
	return values.get(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** A test that throws has met a row it did not expect: waking once too often is harmless, staying asleep is not. */
function passes(test: Test, row: Row): boolean {
	try {
		return test(row);
	} catch {
		return true;
	}
}

function everyone<Owner>(dependants: TableDependants<Owner>, found: Set<Owner>): void {
	addAll(found, dependants.any);
	for (const owners of dependants.byId.values()) addAll(found, owners);
	for (const values of dependants.byValue.values()) for (const owners of values.values()) addAll(found, owners);
	addAll(found, dependants.tests.keys());
}

function addAll<T>(to: Set<T>, from: Iterable<T> | undefined): void {
	if (from !== undefined) for (const item of from) to.add(item);
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
	let value = map.get(key);
	if (value === undefined) map.set(key, (value = make()));
	return value;
}

function removeFrom<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
	const set = map.get(key);
	set?.delete(value);
	if (set?.size === 0) map.delete(key);
}
