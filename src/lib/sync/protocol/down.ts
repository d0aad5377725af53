/**
 * What the centre says to a replica. A message is one line of JSON; `delta` and `range` carry rows behind it, as JSON
 * text that Postgres made and Postgres will read: `header \n body`. Lengths count UTF-16 units, as `String.length` does.
 */
import { z } from 'zod';
import { bounded, uuid } from './common.ts';

export const actor = z.strictObject({ userId: uuid, login: z.string(), name: z.string(), role: z.string(), branchIds: z.array(uuid) });

/**
 * `resume`: deltas from the replica's cursor follow. `verify`: the cursor could not be trusted (rights, epoch, age);
 * deltas follow from `cursor`, and the replica compares itself with the centre and repairs what differs.
 * `load`: fetch the pages of every table, then `join` with `cursor`.
 */
export const welcome = z.strictObject({
	t: z.literal('welcome'),
	mode: z.enum(['resume', 'verify', 'load']),
	epoch: uuid,
	audience: bounded(64),
	cursor: z.string(),
	actor,
	/** Highest seq of this client that the centre has run. */
	lastSeq: z.int().min(0),
	/** Estimated rows by table, for the progress bar; only with `load`. */
	estimates: z.record(z.string(), z.number()),
	now: z.string()
});

/** Rows that changed (body, by section) and rows that are gone or out of scope. `to` null: more of the same delta follows. */
export const delta = z.strictObject({
	t: z.literal('delta'),
	sections: z.array(z.strictObject({ table: z.string(), length: z.int().min(0), gone: z.array(uuid) })),
	to: z.nullable(z.string()),
	at: z.string()
});

/** Results of this client's mutations whose effects are in the delta that follows. */
export const acks = z.strictObject({
	t: z.literal('acks'),
	acks: z.array(
		z.strictObject({
			seq: z.int(),
			outcome: z.union([
				z.object({ ok: z.literal(true) }),
				z.object({
					ok: z.literal(false),
					code: z.string(),
					field: z.string().optional(),
					detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
					parked: z.boolean().optional()
				})
			])
		})
	)
});

/** A push left a gap (messages were lost): send again from this seq. */
export const rewind = z.strictObject({ t: z.literal('rewind'), seq: z.int().min(1) });

/** Checksum of `(after, upto]` at the cursor of the delta just before; `upto` null: to the end of the table. */
export const checked = z.strictObject({
	t: z.literal('checked'),
	table: z.string(),
	after: z.nullable(uuid),
	upto: z.nullable(uuid),
	rows: z.int(),
	sum: z.string()
});

/** All rows of `(after, upto]` at the cursor of the delta just before: what is not among them does not exist. */
export const range = z.strictObject({
	t: z.literal('range'),
	table: z.string(),
	after: z.nullable(uuid),
	upto: z.nullable(uuid),
	length: z.int().min(0)
});

export const leased = z.strictObject({ t: z.literal('leased'), kind: z.string(), from: z.int(), to: z.int() });

/** Nothing new as of `at`. Its absence for 8 s means that the link is dead. */
export const beat = z.strictObject({ t: z.literal('beat'), at: z.string() });

/** The last message: why the centre closes, and whether coming back helps. */
export const farewell = z.strictObject({
	t: z.literal('farewell'),
	because: z.enum(['signedOut', 'wiped', 'rights', 'reload', 'restart', 'slow', 'protocol'])
});

export const downMessage = z.discriminatedUnion('t', [welcome, delta, acks, rewind, checked, range, leased, beat, farewell]);
export type DownMessage = z.infer<typeof downMessage>;
export type Welcome = z.infer<typeof welcome>;
export type Ack = z.infer<typeof acks>['acks'][number];
export type Farewell = z.infer<typeof farewell>;

/** Splits `header \n body`. The replica trusts its centre, so the header is parsed without validation. */
export function splitMessage(text: string): { message: DownMessage; body: string } {
	const end = text.indexOf('\n');
	return end < 0
		? { message: JSON.parse(text) as DownMessage, body: '' }
		: { message: JSON.parse(text.slice(0, end)) as DownMessage, body: text.slice(end + 1) };
}
