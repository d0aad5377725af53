/** Somebody who speaks to the centre without our client: says anything, in any order, and looks at every answer. */
import { inflateRawSync } from 'node:zlib';
import WebSocket from 'ws';
import { newUuid } from '#lib/sync/ids.ts';
import { projectAll } from '#lib/sync/projection.ts';
import { splitMessage, type DownMessage } from '#lib/sync/protocol/down.ts';
import type { Hello, PushedMutation } from '#lib/sync/protocol/up.ts';
import { protocolVersion } from '#lib/sync/protocol/version.ts';
import { schemaHash } from '#lib/sync/schema-hash.ts';
import { syncedTables } from '#lib/schema/synced.ts';

export interface RawOptions {
	readonly headers?: Record<string, string>;
	readonly path?: string;
	/** Does not answer pings, as a dead computer would not. */
	readonly mute?: boolean;
}

const schema = schemaHash(projectAll(syncedTables));

export class RawClient {
	readonly clientId = newUuid();
	readonly received: { message: DownMessage; body: string }[] = [];
	/** Close code, or the HTTP status of a refused upgrade. */
	ended: { code: number; reason: string } | null = null;
	readonly socket: WebSocket;
	#seen = 0;
	#wake: () => void = () => undefined;

	private constructor(socket: WebSocket) {
		this.socket = socket;
		socket.on('message', (data: Buffer, isBinary) => {
			this.received.push(splitMessage((isBinary ? inflateRawSync(data) : data).toString('utf8')));
			this.#wake();
		});
		socket.on('close', (code, reason) => this.#end(code, reason.toString()));
		socket.on('unexpected-response', (_request, response) => {
			this.#end(response.statusCode ?? 0, 'refused');
			socket.terminate();
		});
		socket.on('error', () => undefined);
	}

	/** Resolves when the socket is open or was refused. */
	static async open(url: string, token: string | null, options: RawOptions = {}): Promise<RawClient> {
		const headers = { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...options.headers };
		const client = new RawClient(
			new WebSocket(url.replace('http', 'ws') + (options.path ?? '/sync'), { headers, autoPong: !options.mute })
		);
		await client.#until(() => client.ended !== null || client.socket.readyState === WebSocket.OPEN, 'to open', client.socket);
		return client;
	}

	say(message: object | string): void {
		this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
	}

	hello(change: Partial<Hello> = {}): void {
		this.say({
			t: 'hello',
			protocol: protocolVersion,
			build: 'raw',
			schema,
			clientId: this.clientId,
			ackedSeq: 0,
			replica: null,
			...change
		});
	}

	/** Greeted as one who is up to date from now on. */
	async join(change: Partial<Hello> = {}): Promise<Extract<DownMessage, { t: 'welcome' }>> {
		this.hello(change);
		const { message } = await this.next('welcome');
		if (message.mode === 'load') this.say({ t: 'join', cursor: message.cursor });
		return message;
	}

	push(seq: number, name: string, args: unknown, change: Partial<PushedMutation> = {}): PushedMutation {
		const mutation: PushedMutation = {
			seq,
			id: newUuid(),
			name,
			version: 1,
			args,
			numbers: {},
			askedAt: new Date().toISOString(),
			...change
		};
		this.say({ t: 'push', mutations: [mutation] });
		return mutation;
	}

	/** The next message of this kind that has not been asked for yet. */
	async next<T extends DownMessage['t']>(t: T): Promise<{ message: Extract<DownMessage, { t: T }>; body: string }> {
		let found: { message: DownMessage; body: string } | undefined;
		await this.#until(() => {
			for (; this.#seen < this.received.length && !found; this.#seen++)
				if (this.received[this.#seen]!.message.t === t) found = this.received[this.#seen];
			return found !== undefined;
		}, `for ${t}`);
		return found as { message: Extract<DownMessage, { t: T }>; body: string };
	}

	/** Why the centre ended it: close code or HTTP status. */
	async end(patienceMs?: number): Promise<number> {
		await this.#until(() => this.ended !== null, 'for the end', undefined, patienceMs);
		return this.ended!.code;
	}

	close(): void {
		this.socket.terminate();
	}

	#end(code: number, reason: string): void {
		this.ended ??= { code, reason };
		this.#wake();
	}

	async #until(met: () => boolean, what: string, socket?: WebSocket, patienceMs = 20_000): Promise<void> {
		const giveUp = Date.now() + patienceMs;
		while (!met()) {
			if (Date.now() > giveUp)
				throw new Error(
					`waited in vain ${what}; ended ${JSON.stringify(this.ended)}, received ${this.received.map((r) => r.message.t).join(' ')}`
				);
			await new Promise<void>((done) => {
				const timer = setTimeout(wake, 200);
				function wake() {
					clearTimeout(timer);
					done();
				}
				this.#wake = wake;
				socket?.once('open', wake);
			});
		}
	}
}
