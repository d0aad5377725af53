import type { Socket, SocketHandlers, Transport } from '#lib/sync/ports.ts';

/** Close codes of the protocol (sync-server/SPEC.md) for what a browser only learns by asking: see `whyRefused`. */
const signedOut = 4001;
const wiped = 4002;

/** The centre on the origin the page came from, by the cookie of the session. Works in a worker. */
export class BrowserTransport implements Transport {
	connect(handlers: SocketHandlers): Socket {
		const socket = new WebSocket(new URL('/sync', location.origin.replace(/^http/, 'ws')));
		socket.binaryType = 'arraybuffer';
		let opened = false;
		let closed = false;
		const close = (code: number, reason: string) => {
			if (closed) return;
			closed = true;
			handlers.closed(code, reason);
		};
		socket.onopen = () => {
			opened = true;
			handlers.opened();
		};
		socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) =>
			handlers.message(typeof data === 'string' ? data : new Uint8Array(data));
		socket.onclose = async ({ code, reason }) => close(opened ? code : ((await whyRefused()) ?? code), reason);
		return {
			send: (message) => {
				if (socket.readyState === WebSocket.OPEN) socket.send(message as string | Uint8Array<ArrayBuffer>);
			},
			close: (code = 1000, reason = '') => socket.close(code, reason),
			get bufferedAmount() {
				return socket.bufferedAmount;
			}
		};
	}

	fetchPage(path: string, signal: AbortSignal): Promise<Response> {
		return fetch(path, { signal, cache: 'no-store' });
	}
}

/** A browser is not told the status of a refused websocket: ask over HTTP whether the session has ended. */
async function whyRefused(): Promise<number | null> {
	try {
		const response = await fetch('/api/session', { cache: 'no-store', signal: AbortSignal.timeout(10_000) });
		if (response.status !== 401) return null;
		const { code } = (await response.json()) as { code?: string };
		if (code === 'wiped') return wiped;
		return code === 'not_signed_in' ? signedOut : null;
	} catch {
		return null;
	}
}
