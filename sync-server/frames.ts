/** Messages as bytes. A delta is encoded once and the same Buffer goes to every session of an audience. */
import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';
import type { Ack, DownMessage } from '#lib/sync/protocol/down.ts';
import type { Section } from './delta.ts';

export const frame = (message: DownMessage, body?: string): Buffer =>
	Buffer.from(body === undefined ? JSON.stringify(message) : `${JSON.stringify(message)}\n${body}`);

export const ackFrame = (acks: readonly Ack[]): Buffer => frame({ t: 'acks', acks: [...acks] });

/** Largest body of one message, in characters; a delta of more is split and applied as one. */
const messageLimit = 1_000_000;

/** A delta as one or more messages; only the last carries `to`, and only then the replica applies them all. */
export function deltaFrames(sections: readonly Section[], to: string, at: string): Buffer[] {
	const groups: Section[][] = [[]];
	let size = 0;
	for (const section of sections) {
		if (size > 0 && size + section.body.length > messageLimit) {
			groups.push([]);
			size = 0;
		}
		groups.at(-1)!.push(section);
		size += section.body.length;
	}
	return groups.map((group, i) => deltaFrame(group, i === groups.length - 1 ? to : null, at));
}

export const deltaFrame = (sections: readonly Section[], to: string | null, at: string): Buffer =>
	frame(
		{ t: 'delta', sections: sections.map((s) => ({ table: s.table, length: s.body.length, gone: [...s.gone] })), to, at },
		sections.map((s) => s.body).join('')
	);

/** One websocket message: text as it is, or a longer one deflated (binary), which a bad link carries five times faster. */
export interface Packed {
	readonly bytes: Buffer;
	readonly deflated: boolean;
}

/** Below this a message is not worth deflating: most deltas of a day are a few hundred bytes. */
const deflateFrom = 16 * 1024;
const deflate = promisify(deflateRaw);

/** Off the event loop, and once per audience, however many sessions receive it. */
export async function pack(bytes: Buffer): Promise<Packed> {
	if (bytes.length < deflateFrom) return { bytes, deflated: false };
	return { bytes: await deflate(bytes, { level: constants.Z_BEST_SPEED }), deflated: true };
}
