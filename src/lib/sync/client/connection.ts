/** Keeps one socket to the centre alive: drives the table in link.ts with real sockets and timers. */
import type { Clock, Socket, Transport } from '../ports.ts';
import type { Farewell } from '../protocol/down.ts';
import { backOffMs, silenceMs, transitions, type LinkEvent, type LinkState } from './link.ts';

export interface ConnectionOptions {
	readonly transport: Transport;
	readonly clock: Clock;
	connecting(): void;
	opened(): void;
	message(text: string): void;
	/** The socket is gone; the next attempt is at `retryAt`. */
	lost(retryAt: string): void;
	/** The transport learned why it may not connect (signed out, wiped). */
	farewell(because: Farewell['because']): void;
}

/** Close codes by which the centre, or the transport for it, says that trying again is useless. */
const finalCodes: Readonly<Record<number, Farewell['because']>> = { 4001: 'signedOut', 4002: 'wiped', 4005: 'reload' };
const connectMs = 10_000;
/** A link that lasted this long was a good one; one that ends right after its greeting counts as another failed attempt. */
const goodLinkMs = 10_000;

export class Connection {
	readonly #options: ConnectionOptions;
	#state: LinkState = 'idle';
	#socket: Socket | null = null;
	/** Rises with every socket: a late event of an old one is told apart. */
	#generation = 0;
	#attempt = 0;
	#welcomedAt: number | null = null;
	#timer: unknown = null;
	#heardAt = 0;
	#watch: unknown = null;
	#inflating: Promise<void> | null = null;

	constructor(options: ConnectionOptions) {
		this.#options = options;
	}

	get state(): LinkState {
		return this.#state;
	}

	start(): void {
		this.#step('start');
	}

	send(text: string): void {
		this.#socket?.send(text);
	}

	welcomed(): void {
		this.#welcomedAt = this.#options.clock.now().getTime();
		this.#step('welcomed');
	}

	/** A person, or the browser's `online` event, thinks that it may work now. */
	retryNow(): void {
		if (this.#state === 'stopped' || this.#state === 'idle') return;
		this.#discard();
		this.#attempt = 0;
		this.#state = 'waiting';
		this.#step('retry');
	}

	/** Give up this socket and come back: used when what it brought could not be applied. */
	drop(): void {
		if (this.#state === 'waiting' || this.#state === 'stopped' || this.#state === 'idle') return;
		this.#discard();
		this.#step('closed');
	}

	stop(): void {
		this.#discard();
		this.#step('stop');
	}

	close(): void {
		this.#discard();
		this.#state = 'stopped';
	}

	#step(event: LinkEvent): void {
		const from = this.#state;
		this.#state = transitions[from][event];
		if (this.#state === from) return;
		if (this.#state === 'connecting') this.#connect();
		else if (this.#state === 'waiting') this.#wait();
	}

	#connect(): void {
		const { transport, clock } = this.#options;
		const generation = ++this.#generation;
		const current = (run: () => void) => () => {
			if (generation === this.#generation) run();
		};
		this.#options.connecting();
		this.#heardAt = clock.now().getTime();
		this.#socket = transport.connect({
			opened: current(() => {
				this.#heardAt = clock.now().getTime();
				this.#step('opened');
				this.#options.opened();
			}),
			message: (data) => {
				if (generation !== this.#generation) return;
				this.#heardAt = clock.now().getTime();
				if (typeof data === 'string' && !this.#inflating) return this.#options.message(data);
				// Inflating takes a moment; whatever comes meanwhile waits its turn, for messages have an order.
				const before: Promise<unknown> = this.#inflating ?? Promise.resolve();
				const mine = Promise.all([typeof data === 'string' ? data : inflate(data), before])
					.then(([text]) => {
						if (generation === this.#generation) this.#options.message(text);
					})
					.catch(() => {
						if (generation === this.#generation) this.drop();
					})
					.finally(() => {
						if (this.#inflating === mine) this.#inflating = null;
					});
				this.#inflating = mine;
			},
			closed: (code) => {
				if (generation !== this.#generation) return;
				this.#discard(false);
				const because = finalCodes[code];
				if (because) this.#options.farewell(because);
				else this.#step('closed');
			}
		});
		this.#watchSilence();
	}

	#watchSilence(): void {
		const { clock } = this.#options;
		this.#watch = clock.setTimeout(() => {
			const quiet = clock.now().getTime() - this.#heardAt;
			if (quiet > (this.#state === 'connecting' ? connectMs : silenceMs)) {
				this.#discard();
				this.#step('silent');
			} else this.#watchSilence();
		}, 1_000);
	}

	#wait(): void {
		const { clock } = this.#options;
		if (this.#welcomedAt !== null && clock.now().getTime() - this.#welcomedAt > goodLinkMs) this.#attempt = 0;
		this.#welcomedAt = null;
		const ms = backOffMs(this.#attempt++, clock.random());
		this.#options.lost(new Date(clock.now().getTime() + ms).toISOString());
		this.#timer = clock.setTimeout(() => this.#step('retry'), ms);
	}

	#discard(close = true): void {
		this.#generation++;
		this.#inflating = null;
		if (close) this.#socket?.close(1000, 'bye');
		this.#socket = null;
		for (const timer of [this.#timer, this.#watch]) if (timer !== null) this.#options.clock.clearTimeout(timer);
		this.#timer = null;
		this.#watch = null;
	}
}

/** Longer messages come deflated (raw), as binary. */
async function inflate(data: Uint8Array): Promise<string> {
	const stream = new Blob([data as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
	return await new Response(stream).text();
}
