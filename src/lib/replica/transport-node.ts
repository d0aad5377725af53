import type { Socket, SocketHandlers, Transport } from '#lib/sync/ports.ts';
import { WebSocket, type RawData } from 'ws';

/** Close code of the protocol for a session that has ended: a refused upgrade has none of its own. */
const signedOut = 4001;

/** The centre at an address, by a session's token. Node only: a browser's sockets cannot carry a header. */
export class NodeTransport implements Transport {
	readonly #url: string;
	readonly #headers: Readonly<Record<string, string>>;

	/** @param url origin of the centre, `http://…` or `https://…`. */
	constructor(url: string, token: string) {
		this.#url = url;
		this.#headers = { authorization: `Bearer ${token}` };
	}

	connect(handlers: SocketHandlers): Socket {
		const socket = new WebSocket(new URL('/sync', this.#url.replace(/^http/, 'ws')), { headers: this.#headers, perMessageDeflate: false });
		let closed = false;
		const close = (code: number, reason: string) => {
			if (closed) return;
			closed = true;
			handlers.closed(code, reason);
		};
		socket.on('open', () => handlers.opened());
		socket.on('message', (data: RawData, binary: boolean) =>
			handlers.message(binary ? (data as Buffer) : (data as Buffer).toString('utf8'))
		);
		socket.on('close', (code, reason) => close(code, reason.toString()));
		socket.on('error', (error) => close(1006, error.message));
		socket.on('unexpected-response', (request, response) => {
			request.destroy();
			close(response.statusCode === 401 ? signedOut : 1006, `HTTP ${response.statusCode}`);
		});
		return {
			send: (message) => {
				if (socket.readyState === WebSocket.OPEN) socket.send(message);
			},
			close: (code = 1000, reason = '') => (socket.readyState === WebSocket.CONNECTING ? socket.terminate() : socket.close(code, reason)),
			get bufferedAmount() {
				return socket.bufferedAmount;
			}
		};
	}

	fetchPage(path: string, signal: AbortSignal): Promise<Response> {
		return fetch(new URL(path, this.#url), { headers: this.#headers, signal });
	}
}
