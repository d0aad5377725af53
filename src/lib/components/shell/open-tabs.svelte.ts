import * as rules from './open-tabs.ts';

/**
 * The customers open in this window. They survive a reload (sessionStorage); the first window of a new start takes up
 * where the last one ended (localStorage), a second window beside it starts empty.
 */
export class OpenTabs {
	#key: string;
	#tabs = $state.raw<readonly rules.OpenTab[]>([]);

	constructor(userId: string) {
		this.#key = `balcao.tabs.${userId}`;
		const here = this.#read('sessionStorage');
		if (here) this.#tabs = here;
		void this.#start(here === null);
	}

	get list(): readonly rules.OpenTab[] {
		return this.#tabs;
	}

	visit(id: string, path: string): void {
		this.#set(rules.visit(this.#tabs, id, path));
	}

	label(id: string, code: number, name: string): void {
		this.#set(rules.label(this.#tabs, id, code, name));
	}

	/** Closes it and answers which one to show instead. */
	close(id: string): rules.OpenTab | null {
		const { tabs, next } = rules.close(this.#tabs, id);
		this.#set(tabs);
		return next;
	}

	closeOthers(id: string): void {
		this.#set(this.#tabs.filter((tab) => tab.id === id));
	}

	async #start(fresh: boolean): Promise<void> {
		const windows = await navigator.locks.query();
		const alone = !windows.held?.some((lock) => lock.name === this.#key);
		// Held for as long as the window lives: that is how others know that it is there.
		void navigator.locks.request(this.#key, { mode: 'shared' }, () => new Promise(() => undefined));
		const before = fresh && alone ? this.#read('localStorage') : null;
		if (!before) return;
		const opened = this.#tabs;
		this.#set([...before.filter((tab) => !opened.some((one) => one.id === tab.id)), ...opened]);
	}

	#set(tabs: readonly rules.OpenTab[]): void {
		if (tabs === this.#tabs) return;
		this.#tabs = tabs;
		for (const place of ['sessionStorage', 'localStorage'] as const) {
			try {
				window[place].setItem(this.#key, JSON.stringify(tabs));
			} catch {
				// Storage refused: the tabs live until the page is closed.
			}
		}
	}

	#read(place: 'sessionStorage' | 'localStorage'): readonly rules.OpenTab[] | null {
		try {
			const kept: unknown = JSON.parse(window[place].getItem(this.#key) ?? 'null');
			return Array.isArray(kept) ? kept.filter(rules.isOpenTab) : null;
		} catch {
			return null;
		}
	}
}
