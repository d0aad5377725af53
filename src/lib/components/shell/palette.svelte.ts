import type { Verb } from '#lib/ui/verb.ts';

/** The box that finds customers, screens and verbs from everywhere. */
export class Palette {
	open = $state(false);
	#sources = $state.raw<readonly (() => readonly Verb[])[]>([]);

	/** Verbs of the screen in view. */
	get verbs(): readonly Verb[] {
		return this.#sources.flatMap((source) => source());
	}

	/** A screen adds its verbs while it is in view: `$effect(() => shell.palette.offer(() => [...]))`. Answers how to take them back. */
	offer(source: () => readonly Verb[]): () => void {
		this.#sources = [...this.#sources, source];
		return () => {
			this.#sources = this.#sources.filter((one) => one !== source);
		};
	}
}
