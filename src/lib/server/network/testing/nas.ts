import { createSocket, type RemoteInfo } from 'node:dgram';
import { codes, decode, encodeAnswer, isGenuineRequest, types, type Attribute } from '../packet.ts';

/** A simulated NAS on a real UDP port: knows sessions, answers Disconnect and CoA as RFC 5176 says, and does each request once. */
export interface SimulatedNas {
	readonly port: number;
	/** Open sessions, by Acct-Session-Id. */
	readonly sessions: Map<string, { readonly username: string; changed?: readonly Attribute[] }>;
	/** Datagrams in the order in which they came. */
	readonly log: readonly {
		readonly code: number;
		readonly id: number;
		readonly what: 'done' | 'refused' | 'again' | 'lost' | 'not_genuine';
	}[];
	/** Loses the next `n` datagrams on their way here. */
	lose(n: number): void;
	/** Told when a session was ended, as the NAS then tells accounting. */
	onEnded: (sessionId: string) => void | Promise<void>;
	/** How it answers: normally by the rules; `liar` signs with another secret, `keeper` acknowledges and does nothing. */
	manner: 'normal' | 'liar' | 'keeper' | 'mute';
	close(): Promise<void>;
}

export async function startNas(secret: string, address = '127.0.0.1'): Promise<SimulatedNas> {
	const socket = createSocket('udp4');
	const answered = new Map<string, Buffer>();
	const log: SimulatedNas['log'][number][] = [];
	let losing = 0;
	await new Promise<void>((resolve) => socket.bind(0, address, resolve));
	const nas: SimulatedNas = {
		port: socket.address().port,
		sessions: new Map(),
		log,
		lose: (n) => void (losing = n),
		onEnded: () => undefined,
		manner: 'normal',
		close: () => new Promise((resolve) => socket.close(() => resolve()))
	};
	socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
		const packet = decode(bytes);
		if (!packet) return;
		const note = (what: (typeof log)[number]['what']): void => void log.push({ code: packet.code, id: packet.id, what });
		if (losing > 0) {
			losing--;
			return note('lost');
		}
		// A real one answers nothing to a stranger.
		if (!isGenuineRequest(bytes, secret)) return note('not_genuine');
		if (nas.manner === 'mute') return note('lost');
		const key = `${from.port}:${bytes.subarray(1, 20).toString('hex')}`;
		let out = answered.get(key);
		if (out) note('again');
		else {
			const sessionId = packet.attributes.find(({ type }) => type === types.acctSessionId)?.value.toString();
			const session = sessionId === undefined ? undefined : nas.sessions.get(sessionId);
			const known = sessionId !== undefined && session !== undefined;
			note(known ? 'done' : 'refused');
			if (known && nas.manner === 'normal') {
				if (packet.code === codes.coa) session.changed = packet.attributes;
				else {
					nas.sessions.delete(sessionId);
					void nas.onEnded(sessionId);
				}
			}
			// 503: Session-Context-Not-Found.
			const attributes = known ? [] : [{ type: types.errorCause, value: Buffer.from([0, 0, 1, 247]) }];
			out = encodeAnswer(
				{ code: packet.code + (known ? 1 : 2), id: packet.id, attributes },
				bytes,
				nas.manner === 'liar' ? `${secret}x` : secret
			);
			answered.set(key, out);
		}
		socket.send(out, from.port, from.address);
	});
	return nas;
}
