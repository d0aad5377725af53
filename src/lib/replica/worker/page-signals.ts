/** What the page tells its replica about itself. */
export interface PageSignals {
	readonly visible: boolean;
	watch(on: { online(): void; visible(visible: boolean): void }): void;
	stop(): void;
}

export class BrowserPage implements PageSignals {
	readonly #watching = new AbortController();

	get visible(): boolean {
		return document.visibilityState !== 'hidden';
	}

	watch(on: { online(): void; visible(visible: boolean): void }): void {
		const { signal } = this.#watching;
		addEventListener('online', () => on.online(), { signal });
		document.addEventListener('visibilitychange', () => on.visible(this.visible), { signal });
	}

	stop(): void {
		this.#watching.abort();
	}
}
