import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { commands, encodePdu, pduReader, statuses, type Pdu } from './pdu.ts';

/** What came of a request. `unsent`: it never went out; `lost`: the connection broke before its answer. */
export type Answered = { readonly kind: 'answer'; readonly pdu: Pdu } | { readonly kind: 'unsent' } | { readonly kind: 'lost' };

interface Waiting {
	readonly resolve: (answered: Answered) => void;
	readonly timer: NodeJS.Timeout;
}

/** Sequence numbers are 1 to 0x7FFFFFFF (5.1.4). */
const mostSequence = 0x7fffffff;

/** One connection: requests find their answers by sequence number, and what the other side asks is handed on. */
export class SmppSession {
	readonly #socket: Socket;
	readonly #waiting = new Map<number, Waiting>();
	readonly #asked: (pdu: Pdu, session: SmppSession) => void;
	readonly #patienceMs: number;
	#sequence = 0;
	#open = true;
	/** Settles when the connection is gone. */
	readonly closed: Promise<void>;

	constructor(socket: Socket, asked: (pdu: Pdu, session: SmppSession) => void, patienceMs: number) {
		this.#socket = socket;
		this.#asked = asked;
		this.#patienceMs = patienceMs;
		const read = pduReader();
		socket.setNoDelay(true);
		socket.on('data', (chunk: Buffer) => {
			try {
				for (const pdu of read(chunk)) this.#take(pdu);
			} catch {
				socket.destroy(); // not SMPP: nothing behind it can be read either
			}
		});
		socket.on('error', () => undefined); // `close` follows
		this.closed = new Promise((resolve) =>
			socket.on('close', () => {
				this.#open = false;
				for (const { resolve: settle, timer } of this.#waiting.values()) {
					clearTimeout(timer);
					settle({ kind: 'lost' });
				}
				this.#waiting.clear();
				resolve();
			})
		);
	}

	get isOpen(): boolean {
		return this.#open;
	}
	/** Requests without an answer yet. */
	get pending(): number {
		return this.#waiting.size;
	}

	/** An answer that does not come in time makes the connection a dead one: it is closed, and everything on it is lost. */
	async request(command: number, body?: Buffer): Promise<Answered> {
		if (!this.#open) return { kind: 'unsent' };
		const sequence = (this.#sequence = this.#sequence >= mostSequence ? 1 : this.#sequence + 1);
		return await new Promise((resolve) => {
			const timer = setTimeout(() => this.#socket.destroy(), this.#patienceMs);
			this.#waiting.set(sequence, { resolve, timer });
			this.#socket.write(encodePdu(command, sequence, body));
		});
	}

	answer(to: Pdu, command: number, body?: Buffer, status?: number): void {
		if (this.#open) this.#socket.write(encodePdu(command, to.sequence, body, status));
	}

	destroy(): void {
		this.#socket.destroy();
	}

	#take(pdu: Pdu): void {
		if (pdu.command >= commands.generic_nack) {
			const waiting = this.#waiting.get(pdu.sequence);
			if (!waiting) return;
			clearTimeout(waiting.timer);
			this.#waiting.delete(pdu.sequence);
			waiting.resolve({ kind: 'answer', pdu });
		} else if (pdu.command === commands.enquire_link) this.answer(pdu, commands.enquire_link_resp);
		else if (pdu.command === commands.unbind) {
			this.answer(pdu, commands.unbind_resp);
			this.#socket.end();
		} else if (pdu.command in known) this.#asked(pdu, this);
		else this.answer(pdu, commands.generic_nack, undefined, statuses.invalidCommand);
	}
}

const known: Readonly<Record<number, true>> = {
	[commands.bind_transceiver]: true,
	[commands.submit_sm]: true,
	[commands.deliver_sm]: true
};

/** Connects, by TLS for `smpps:`. Null: nobody answers there. */
export async function openSocket(url: URL, patienceMs: number): Promise<Socket | null> {
	const secure = url.protocol === 'smpps:';
	const [host, port] = [url.hostname, Number(url.port || (secure ? 3550 : 2775))];
	return await new Promise((resolve) => {
		const socket = secure ? connectTls({ host, port, servername: host }) : connect({ host, port });
		const timer = setTimeout(() => socket.destroy(), patienceMs);
		socket.once(secure ? 'secureConnect' : 'connect', () => {
			clearTimeout(timer);
			resolve(socket);
		});
		socket.once('error', () => undefined);
		socket.once('close', () => {
			clearTimeout(timer);
			resolve(null);
		});
	});
}
