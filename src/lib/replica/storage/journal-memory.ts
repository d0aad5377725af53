import type { Journal, JournalState } from '#lib/sync/ports.ts';
import { applyChange, emptyJournal, stateOf, type JournalChange, type JournalContents } from './journal-state.ts';

/** A journal that lives as long as this object: for tests, and where the browser refuses every storage. */
export class MemoryJournal implements Journal {
	#contents: JournalContents = emptyJournal;

	async read(): Promise<JournalState | null> {
		return structuredClone(stateOf(this.#contents));
	}

	async write(change: JournalChange): Promise<void> {
		this.#contents = applyChange(this.#contents, structuredClone(change));
	}

	async erase(): Promise<void> {
		this.#contents = emptyJournal;
	}
}
