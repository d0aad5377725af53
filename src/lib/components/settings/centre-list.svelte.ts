import { call, type Answer } from '#lib/components/shell/http.ts';
import type { Refusal } from '#lib/sync/model.ts';

/**
 * A list that only the centre has (keys, sessions): asked when the screen opens and whenever the link comes back.
 * For use while a component is set up.
 */
export class CentreList<T> {
	#path: string;
	#value = $state.raw<T>();
	#refusal = $state.raw<Refusal | null>(null);
	/** True from the start: a list that was never asked for is not an empty one. */
	#loading = $state(true);

	constructor(path: string, online: () => boolean) {
		this.#path = path;
		$effect(() => {
			if (online()) void this.refresh();
		});
	}

	/** The newest answer; stays while a newer one is on its way or the link is gone. */
	get current(): T | undefined {
		return this.#value;
	}
	get refusal(): Refusal | null {
		return this.#refusal;
	}
	get loading(): boolean {
		return this.#loading;
	}

	async refresh(): Promise<void> {
		this.#loading = true;
		const answer: Answer<T> = await call<T>('GET', this.#path);
		this.#loading = false;
		this.#refusal = answer.ok ? null : answer;
		if (answer.ok) this.#value = answer.value;
	}
}
