/** Messages as bytes. A delta is encoded once and the same Buffer goes to every session of an audience. */
import type { Ack, DownMessage } from '#lib/sync/protocol/down.ts';
import type { Section } from './delta.ts';

export const frame = (message: DownMessage, body?: string): Buffer => Buffer.from(body === undefined ? JSON.stringify(message) : `${JSON.stringify(message)}\n${body}`);

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
	frame({ t: 'delta', sections: sections.map((s) => ({ table: s.table, length: s.body.length, gone: [...s.gone] })), to, at }, sections.map((s) => s.body).join(''));
