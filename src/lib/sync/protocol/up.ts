/** What a replica says to the centre. Validated at the edge: anything else closes the socket. */
import { z } from 'zod';
import { bounded, uuid } from './common.ts';

/** First message on a socket: who am I, and where was I. */
export const hello = z.strictObject({
	t: z.literal('hello'),
	protocol: z.int().min(0).max(1_000_000),
	build: bounded(100),
	/** Hash of the replica's tables; another hash means other columns on the wire. */
	schema: bounded(64),
	clientId: uuid,
	/** Highest seq whose acknowledgement the replica has applied. */
	ackedSeq: z.int().min(0),
	/** Null: nothing yet, a first load is needed. */
	replica: z.nullable(z.strictObject({ epoch: uuid, audience: bounded(64), cursor: z.string().max(20_000) }))
});

/** After a first load: begin deltas from the cursor that `welcome` gave. */
export const join = z.strictObject({ t: z.literal('join'), cursor: z.string().max(20_000) });

export const mutation = z.strictObject({
	seq: z.int().min(1),
	id: uuid,
	name: bounded(100),
	version: z.int().min(1).max(10_000),
	args: z.unknown(),
	numbers: z.record(bounded(50), z.int().min(0)),
	askedAt: bounded(40)
});
export const push = z.strictObject({ t: z.literal('push'), mutations: z.array(mutation).min(1).max(200) });

/** Compare up to `rows` rows of a table after an id. */
export const check = z.strictObject({
	t: z.literal('check'),
	table: bounded(63),
	after: z.nullable(uuid),
	rows: z.int().min(1).max(10_000)
});

/** Send the rows of `(after, upto]` again; null is the end of the table. */
export const repair = z.strictObject({
	t: z.literal('repair'),
	table: bounded(63),
	after: z.nullable(uuid),
	upto: z.nullable(uuid),
	/** The cursor was not trusted, so a difference is no defect. */ expected: z.boolean()
});

/** Give me numbers of this kind, to be used also while there is no link. */
export const lease = z.strictObject({ t: z.literal('lease'), kind: bounded(50), count: z.int().min(1).max(1000) });

export const upMessage = z.discriminatedUnion('t', [hello, join, push, check, repair, lease]);
export type UpMessage = z.infer<typeof upMessage>;
export type Hello = z.infer<typeof hello>;
export type PushedMutation = z.infer<typeof mutation>;
