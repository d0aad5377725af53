/**
 * A session that speaks the protocol and keeps nothing: it says hello, joins, answers pings, and looks for marks in what
 * it is sent. On a bare TCP socket, so that two thousand of them cost the machine little beside the node under test.
 */
import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { newUuid } from '#lib/sync/ids.ts';
import { projectAll } from '#lib/sync/projection.ts';
import { protocolVersion } from '#lib/sync/protocol/version.ts';
import type { DownMessage } from '#lib/sync/protocol/down.ts';
import { schemaHash } from '#lib/sync/schema-hash.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { lastMark } from './marks.ts';

const schema = schemaHash(projectAll(syncedTables));

export interface Place {
	readonly epoch: string;
	readonly audience: string;
	readonly cursor: string;
}

export interface LightSessionOptions {
	readonly url: string;
	readonly token: string;
	/** Where a replica would be; null joins at once, as if a first load had just ended. */
	readonly from: Place | null;
	/** It has a snapshot of the centre: its first complete delta is in. */
	caughtUp(place: Place): void;
	marked(n: number): void;
	closed(why: string): void;
}

const opcodes = { text: 1, binary: 2, ping: 9, pong: 10 } as const;

export class LightSession {
	frames = 0;
	bytes = 0;
	readonly #options: LightSessionOptions;
	readonly #socket: Socket;
	#rest: Buffer | null = null;
	#upgraded = false;
	#place: Place | null = null;
	#isCaughtUp = false;

	constructor(options: LightSessionOptions) {
		this.#options = options;
		const { hostname, port } = new URL(options.url);
		const socket = (this.#socket = connect({ host: hostname, port: Number(port), noDelay: true }));
		socket.on('connect', () =>
			socket.write(
				`GET /sync HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${options.token}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
					`Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`
			)
		);
		socket.on('data', (chunk: Buffer) => this.#data(chunk));
		socket.on('error', (error) => options.closed(error.message));
		socket.on('end', () => options.closed('ended by the centre'));
	}

	/** Reads nothing any more, as a browser whose office lost its line without noticing. */
	stall(): void {
		this.#socket.pause();
	}
	resume(): void {
		this.#socket.resume();
	}
	destroy(): void {
		this.#socket.destroy();
	}

	#data(chunk: Buffer): void {
		let data = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
		this.#rest = null;
		if (!this.#upgraded) {
			const end = data.indexOf('\r\n\r\n');
			if (end < 0) return void (this.#rest = data);
			if (!data.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101')))
				return this.#options.closed(data.subarray(0, end).toString().split('\r\n')[0]!);
			this.#upgraded = true;
			data = data.subarray(end + 4);
			const hello = {
				t: 'hello',
				protocol: protocolVersion,
				build: 'bench',
				schema,
				clientId: newUuid(),
				ackedSeq: 0,
				replica: this.#options.from
			};
			this.#send(opcodes.text, Buffer.from(JSON.stringify(hello)));
		}
		for (;;) {
			const frame = readFrame(data);
			if (frame === null) break;
			data = data.subarray(frame.end);
			this.#frame(frame.opcode, frame.payload);
		}
		if (data.length > 0) this.#rest = data;
	}

	#frame(opcode: number, payload: Buffer): void {
		if (opcode === opcodes.ping) return this.#send(opcodes.pong, payload);
		if (opcode !== opcodes.text && opcode !== opcodes.binary) return;
		this.frames++;
		this.bytes += payload.length;
		if (this.#isCaughtUp) {
			const n = opcode === opcodes.text ? lastMark(payload) : markOfDeflated(payload);
			if (n !== null) this.#options.marked(n);
			return;
		}
		if (opcode === opcodes.binary) payload = inflateRawSync(payload);
		const end = payload.indexOf(10);
		this.#greeted(JSON.parse(payload.toString('utf8', 0, end < 0 ? payload.length : end)) as DownMessage);
	}

	#greeted(message: DownMessage): void {
		if (message.t === 'welcome') {
			this.#place = { epoch: message.epoch, audience: message.audience, cursor: message.cursor };
			if (message.mode === 'load') this.#send(opcodes.text, Buffer.from(JSON.stringify({ t: 'join', cursor: message.cursor })));
			else if (message.mode === 'verify') this.#options.closed('its cursor was not trusted');
		} else if (message.t === 'delta' && message.to !== null) {
			this.#isCaughtUp = true;
			this.#options.caughtUp({ ...this.#place!, cursor: message.to });
		} else if (message.t === 'farewell') this.#options.closed(message.because);
	}

	#send(opcode: number, payload: Buffer): void {
		// The mask of a client may be anything; zeros leave the payload as it is.
		const header = payload.length < 126 ? Buffer.alloc(6) : Buffer.alloc(8);
		header[0] = 0x80 | opcode;
		if (payload.length < 126) header[1] = 0x80 | payload.length;
		else {
			header[1] = 0x80 | 126;
			header.writeUInt16BE(payload.length, 2);
		}
		this.#socket.write(Buffer.concat([header, payload]));
	}
}

/** The same bytes come to all sessions of an audience, and inflating them a thousand times would measure the inflating. */
const inflated: { payload: Buffer; n: number | null }[] = [];
function markOfDeflated(payload: Buffer): number | null {
	const known = inflated.find((i) => i.payload.equals(payload));
	if (known) return known.n;
	const n = lastMark(inflateRawSync(payload));
	inflated.unshift({ payload: Buffer.from(payload), n });
	inflated.length = Math.min(inflated.length, 4);
	return n;
}

/** One whole unmasked frame at the beginning of `data`, or null when some of it is missing. */
function readFrame(data: Buffer): { opcode: number; payload: Buffer; end: number } | null {
	if (data.length < 2) return null;
	const short = data[1]! & 0x7f;
	const start = short < 126 ? 2 : short === 126 ? 4 : 10;
	if (data.length < start) return null;
	const length = short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
	const end = start + length;
	return data.length < end ? null : { opcode: data[0]! & 0x0f, payload: data.subarray(start, end), end };
}
