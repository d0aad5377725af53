import { createSocket } from 'node:dgram';
import { randomInt } from 'node:crypto';
import { addressAttribute, codes, decode, encodeRequest, isGenuineAnswer, textAttribute, types, type Attribute } from './packet.ts';

/** Where a NAS takes Disconnect and CoA. */
export interface NasAddress {
	readonly address: string;
	readonly port: number;
	readonly secret: string;
}

/** A session as accounting knows it. */
export interface NasSession {
	readonly username: string;
	readonly acctSessionId: string;
	/** As the NAS calls itself. */
	readonly nasIpAddress: string;
}

export interface Patience {
	/** Milliseconds to the first resending; each later one waits twice as long (RFC 5080 2.2.1, without its jitter: requests are few). */
	readonly firstMs: number;
	/** How often it is sent altogether. */
	readonly tries: number;
}
export const usualPatience: Patience = { firstMs: 2000, tries: 3 };

export type NasAnswer =
	| { readonly kind: 'ack' }
	/** Refused, with the Error-Cause of RFC 5176 3.5, if it gave one. */
	| { readonly kind: 'nak'; readonly cause: number | null }
	/** Nobody answered: it is off, a firewall is between, or it has another secret, to which a NAS answers nothing. */
	| { readonly kind: 'silence' }
	/** Something answered, and not with our secret. */
	| { readonly kind: 'not_genuine' }
	/** The address has nothing that listens on this port, or there is no way to it. */
	| { readonly kind: 'unreachable' };

/** Ends a session (Disconnect-Request). */
export function disconnect(nas: NasAddress, session: NasSession, patience?: Patience, signal?: AbortSignal): Promise<NasAnswer> {
	return ask(nas, codes.disconnect, identity(session), patience, signal);
}

/** Changes a running session (CoA-Request), e.g. its rate. */
export function changeOfAuthorization(
	nas: NasAddress,
	session: NasSession,
	changes: readonly Attribute[],
	patience?: Patience,
	signal?: AbortSignal
): Promise<NasAnswer> {
	return ask(nas, codes.coa, [...identity(session), ...changes], patience, signal);
}

/** No more than this: a NAS refuses what does not match in every attribute. */
const identity = (session: NasSession): readonly Attribute[] => [
	textAttribute(types.userName, session.username),
	textAttribute(types.acctSessionId, session.acctSessionId),
	...(session.nasIpAddress.includes(':') ? [] : [addressAttribute(types.nasIpAddress, session.nasIpAddress)])
];

/**
 * One request over UDP, resent with the same id and bytes until it is answered, so that a NAS that got both does it once. An answer
 * that is not genuine is remembered and waited past: anybody can send one. Rejects only when `signal` aborts.
 */
function ask(
	nas: NasAddress,
	code: number,
	attributes: readonly Attribute[],
	{ firstMs, tries }: Patience = usualPatience,
	signal?: AbortSignal
): Promise<NasAnswer> {
	const id = randomInt(256);
	const request = encodeRequest({ code, id, attributes }, nas.secret);
	return new Promise((resolve, reject) => {
		// A socket of its own: a port of its own, so ids of requests at the same time are never mixed up.
		const socket = createSocket(nas.address.includes(':') ? 'udp6' : 'udp4');
		let timer: NodeJS.Timeout | undefined;
		let strange = false;
		let open = true;
		const end = (finish: () => void): void => {
			if (!open) return;
			open = false;
			clearTimeout(timer);
			signal?.removeEventListener('abort', aborted);
			socket.close();
			finish();
		};
		const answer = (value: NasAnswer): void => end(() => resolve(value));
		const aborted = (): void => end(() => reject(new DOMException('aborted', 'AbortError')));
		const send = (sent: number): void => {
			if (!open) return;
			if (sent === tries) return answer({ kind: strange ? 'not_genuine' : 'silence' });
			socket.send(request, (error) => {
				if (error) answer({ kind: 'unreachable' });
			});
			timer = setTimeout(() => send(sent + 1), firstMs * 2 ** sent);
		};
		if (signal?.aborted) return aborted();
		signal?.addEventListener('abort', aborted);
		socket.on('error', () => answer({ kind: 'unreachable' }));
		socket.on('message', (bytes) => {
			const packet = decode(bytes);
			if (!packet || packet.id !== id || (packet.code !== code + 1 && packet.code !== code + 2)) return;
			if (!isGenuineAnswer(bytes, request, nas.secret)) {
				strange = true;
				return;
			}
			if (packet.code === code + 1) return answer({ kind: 'ack' });
			const cause = packet.attributes.find(({ type, value }) => type === types.errorCause && value.length === 4);
			answer({ kind: 'nak', cause: cause ? cause.value.readUInt32BE(0) : null });
		});
		// Connected: answers of others never come in, and a port where nobody listens is told to us.
		// Not as its callback: a way that fails would be told to that one, as if it had succeeded, and to no 'error'.
		socket.once('connect', () => send(0));
		socket.connect(nas.port, nas.address);
	});
}
