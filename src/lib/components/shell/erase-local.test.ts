import { expect, it } from 'vitest';
import { eraseLocal } from './erase-local.ts';

class MemoryStorage implements Storage {
	#map = new Map<string, string>();
	get length() {
		return this.#map.size;
	}
	clear() {
		this.#map.clear();
	}
	getItem(key: string) {
		return this.#map.get(key) ?? null;
	}
	key(index: number) {
		return [...this.#map.keys()][index] ?? null;
	}
	removeItem(key: string) {
		this.#map.delete(key);
	}
	setItem(key: string, value: string) {
		this.#map.set(key, value);
	}
}

it('erases drafts, tabs and recent customers, and leaves the look of the computer and what is not ours', () => {
	const store = new MemoryStorage();
	for (const key of [
		'balcao.tabs.u1',
		'balcao.recent.u1',
		'balcao.draft.c1',
		'balcao.theme',
		'balcao.table.customers',
		'balcao.session.end',
		'PARAGLIDE_LOCALE'
	])
		store.setItem(key, '1');
	eraseLocal([store]);
	expect(Array.from({ length: store.length }, (_, i) => store.key(i))).toEqual([
		'balcao.theme',
		'balcao.table.customers',
		'balcao.session.end',
		'PARAGLIDE_LOCALE'
	]);
});
