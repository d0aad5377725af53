/** One question at a time to the centre whose answer comes among the deltas, in their order. */
export class Questions {
	#open: { readonly kind: string; resolve(value: never): void; reject(error: Error): void } | null = null;

	/** Resolves with what `answer` is given; rejects when the link is lost. */
	ask<T>(kind: 'checked' | 'range', send: () => void): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			this.#open = { kind, resolve: resolve as (value: never) => void, reject };
			send();
		});
	}

	answer(kind: 'checked' | 'range', value: unknown): void {
		if (this.#open?.kind !== kind) return;
		const { resolve } = this.#open;
		this.#open = null;
		resolve(value as never);
	}

	linkLost(): void {
		this.#open?.reject(new Error('the link was lost'));
		this.#open = null;
	}
}
