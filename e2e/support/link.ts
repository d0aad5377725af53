import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** The line between one computer and the centre, as a plug that can be pulled: a TCP proxy on loopback. */
export interface Link {
	/** The centre's address as this computer knows it. */
	readonly url: string;
	/** Pulls the plug: what is open is reset, and new connections are refused. */
	cut(): void;
	/** Silence: what is open stays open and nothing gets through, as with a router that died. */
	stall(): void;
	restore(): void;
	/** What replicas say from now on is changed on its way up, e.g. to speak as an older build would; null ends it. */
	rewriteUp(rewrite: ((message: string) => string) | null): void;
	close(): Promise<void>;
}

/** @param centre e.g. `http://127.0.0.1:3000` */
export async function openLink(centre: string): Promise<Link> {
	const { hostname, port } = new URL(centre);
	let state: 'up' | 'cut' | 'stalled' = 'up';
	let rewrite: ((message: string) => string) | null = null;
	const sockets = new Set<Socket>();
	const server = createServer({ noDelay: true }, (near) => {
		if (state === 'cut') return near.resetAndDestroy();
		const far = connect({ host: hostname, port: Number(port), noDelay: true });
		for (const [from, to] of [
			[near, far],
			[far, near]
		] as const) {
			sockets.add(from);
			from.on('data', (bytes) => {
				// What a dead router swallowed is lost; the socket that missed it is reset when the line is back.
				if (state === 'stalled') return void missed.add(near).add(far);
				if (!to.write(from === near && rewrite ? rewriteFrame(bytes, rewrite) : bytes)) from.pause();
			});
			to.on('drain', () => from.resume());
			from.on('error', () => to.destroy());
			from.on('close', () => {
				sockets.delete(from);
				to.destroy();
			});
			from.on('end', () => to.end());
		}
	});
	const missed = new Set<Socket>();
	const reset = (which: Iterable<Socket>): void => {
		for (const socket of [...which]) socket.resetAndDestroy();
	};
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
		cut() {
			state = 'cut';
			reset(sockets);
		},
		stall() {
			state = 'stalled';
		},
		rewriteUp(next) {
			rewrite = next;
		},
		restore() {
			state = 'up';
			reset(missed);
			missed.clear();
		},
		close() {
			state = 'cut';
			reset(sockets);
			return new Promise((closed) => server.close(() => closed()));
		}
	};
}

/**
 * A masked websocket text frame that arrived in one piece, rewritten; anything else passes as it is. The length must stay
 * the same, so that neither header nor mask have to change.
 */
function rewriteFrame(bytes: Buffer, rewrite: (message: string) => string): Buffer {
	const textFrame = bytes[0] === 0x81 && ((bytes[1] ?? 0) & 0x80) !== 0;
	if (!textFrame) return bytes;
	const short = bytes[1]! & 0x7f;
	const header = short < 126 ? 2 : short === 126 ? 4 : 10;
	const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
	if (bytes.length < header + 4 + length) return bytes;
	const mask = bytes.subarray(header, header + 4);
	const payload = bytes.subarray(header + 4, header + 4 + length);
	const masked = (raw: Buffer): Buffer => Buffer.from(raw.map((byte, i) => byte ^ mask[i % 4]!));
	const changed = Buffer.from(rewrite(masked(payload).toString('utf8')), 'utf8');
	if (changed.length !== length) throw new Error('a rewritten message must keep its length');
	masked(changed).copy(payload);
	return bytes;
}
