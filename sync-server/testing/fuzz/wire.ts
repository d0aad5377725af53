/** A bad link on this computer: a TCP proxy that delays, stalls, refuses and resets, and may lead to another node each time. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class Wire {
	/** Port to connect to, asked at each new connection; null: nobody is there. */
	target: () => number | null;
	latencyMs = 0;
	/** Bytes are taken and kept back: neither end notices anything but silence. */
	stalled = false;
	refusing = false;
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();

	private constructor(target: () => number | null) {
		this.target = target;
		this.#server = createServer({ noDelay: true }, (near) => this.#accept(near));
	}

	static async open(target: () => number | null): Promise<Wire> {
		const wire = new Wire(target);
		await new Promise<void>((done) => wire.#server.listen(0, '127.0.0.1', done));
		return wire;
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	/** Resets every connection, as a router that forgot them. */
	cut(): void {
		for (const socket of this.#sockets) socket.resetAndDestroy();
	}

	close(): void {
		this.#server.close();
		this.cut();
	}

	#accept(near: Socket): void {
		near.on('error', () => undefined);
		const port = this.target();
		if (this.refusing || port === null) return void near.resetAndDestroy();
		const far = connect({ host: '127.0.0.1', port, noDelay: true });
		far.on('error', () => near.destroy());
		for (const [from, to] of [
			[near, far],
			[far, near]
		] as const) {
			this.#sockets.add(from);
			from.on('close', () => {
				this.#sockets.delete(from);
				to.destroy();
			});
			void this.#pump(from, to);
		}
	}

	async #pump(from: Socket, to: Socket): Promise<void> {
		try {
			for await (const bytes of from) {
				if (this.latencyMs > 0) await pause(this.latencyMs);
				while (this.stalled && !to.destroyed) await pause(20);
				if (to.destroyed) return;
				if (!to.write(bytes as Buffer))
					await new Promise<void>((done) => {
						to.once('drain', done);
						to.once('close', done);
					});
			}
			to.end();
		} catch {
			to.destroy();
		}
	}
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
