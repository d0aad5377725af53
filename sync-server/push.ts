/** Runs a pushed mutation: order per client, exactly once, result committed with the effects. [SPEC P1–P9] */
import type pg from 'pg';
import { idsOf } from '#lib/sync/ids.ts';
import { refuse, type Actor, type AnyMutator, type MutatorRegistry, type Outcome, type Refusal } from '#lib/sync/model.ts';
import { refusalOfError } from '#lib/sync/outcome-of-error.ts';
import type { PushedMutation } from '#lib/sync/protocol/up.ts';
import { assumeRights, drizzleOn, dropRights, inTransaction, readWrite, rows, type Connection } from './database.ts';

export type PushResult =
	| { readonly kind: 'done'; readonly outcome: Outcome }
	/** Already run; the acknowledgement is found in `sync.mutation`. */
	| { readonly kind: 'duplicate' }
	/** Messages before this one were lost. */
	| { readonly kind: 'gap'; readonly expected: number }
	/** The outbox belongs to somebody else. */
	| { readonly kind: 'forged' }
	/** The mutator threw; try again later, or never: `parked` says that its result was recorded. */
	| { readonly kind: 'crashed'; readonly parked: boolean };

/** A mutation that crashed this often is parked: recorded as refused, shown to its author, never in anybody's way. */
export const crashesUntilParked = 3;

export interface PushOptions {
	readonly mutators: MutatorRegistry;
	/** Centre's clock. */
	readonly now: () => Date;
	/** Calendar day of an instant in the provider's time zone. */
	readonly dayOf: (instant: Date) => string;
	readonly log: (line: string) => void;
}

export async function runPushed(
	pool: pg.Pool,
	options: PushOptions,
	actor: Actor,
	clientId: string,
	pushed: PushedMutation
): Promise<PushResult> {
	for (let attempt = 0; ; attempt++) {
		try {
			return await inTransaction(pool, readWrite, (connection) => runOnce(connection, options, actor, clientId, pushed));
		} catch (error) {
			const conflict = caused(error, (code) => code === '40001' || code === '40P01');
			if (conflict && attempt < 5) continue;
			// No fault of the mutator: nothing is recorded, the socket closes, and the outbox sends again.
			if (conflict || isOutage(error)) throw error;
			return await recordCrash(pool, options, clientId, pushed, error);
		}
	}
}

/** Looks at SQLSTATE (or Node's error code) and message of an error and of what caused it. */
const caused = (error: unknown, test: (code: string, message: string) => boolean): boolean => {
	for (let e = error; e; e = (e as { cause?: unknown }).cause) {
		const { code, message } = e as { code?: unknown; message?: unknown };
		if (test(String(code ?? ''), String(message ?? ''))) return true;
	}
	return false;
};

/**
 * The database is away, restarting, full or out of connections, or a lock was not to be had: classes 08, 53, 57P and 58,
 * 55P03, a socket's error code, or a connection that ended under us (for which the driver has words and no code).
 */
export const isOutage = (error: unknown): boolean =>
	caused(
		error,
		(code, message) =>
			/^(08...|53...|57P..|58...|55P03|E[A-Z]{3,})$/.test(code) ||
			/^(Connection terminated|Client (was closed|has encountered a connection error)|timeout exceeded when trying to connect)/.test(
				message
			)
	);

async function runOnce(
	connection: Connection,
	options: PushOptions,
	actor: Actor,
	clientId: string,
	pushed: PushedMutation
): Promise<PushResult> {
	const [client] = await rows<{ user_id: string; last_seq: string }>(
		connection,
		`select user_id, last_seq from sync.client where client_id = $1 for update`,
		[clientId]
	);
	if (!client || client.user_id !== actor.userId) return { kind: 'forged' };
	const expected = Number(client.last_seq) + 1;
	if (pushed.seq < expected) return { kind: 'duplicate' };
	if (pushed.seq > expected) return { kind: 'gap', expected };

	const outcome =
		(await resultOfEarlierRun(connection, pushed)) ??
		(await runMutator(connection, options, actor, pushed, (c) => numbersAreLeased(c, clientId, pushed.numbers)));
	await record(connection, clientId, pushed, outcome);
	return { kind: 'done', outcome };
}

/** The same intent under another outbox number (the outbox was renumbered after a restore): answer as before. */
async function resultOfEarlierRun(connection: Connection, pushed: { id: string }): Promise<Outcome | null> {
	const [earlier] = await rows<{ result: string }>(connection, `select result::text from sync.mutation where mutation_id = $1`, [
		pushed.id
	]);
	return earlier ? (JSON.parse(earlier.result) as Outcome) : null;
}

async function record(connection: Connection, clientId: string, pushed: PushedMutation, outcome: Outcome): Promise<void> {
	await connection.query({
		name: 'record-mutation',
		text: `with moved as (update sync.client set last_seq = $2, seen_at = now() where client_id = $1)
		       insert into sync.mutation (client_id, seq, mutation_id, name, result)
		       values ($1, $2, case when exists (select from sync.mutation where mutation_id = $3) then gen_random_uuid() else $3::uuid end, $4, $5)`,
		values: [clientId, pushed.seq, pushed.id, pushed.name, JSON.stringify(outcome)]
	});
}

interface Intent {
	readonly id: string;
	readonly name: string;
	readonly version: number;
	readonly args: unknown;
	readonly numbers: Readonly<Record<string, number>>;
}

/**
 * Runs a mutator with the actor's rights inside the transaction that `connection` is in. A refusal (its own, or one that
 * a constraint or RLS stands for) undoes its writes and is returned; a defect is thrown.
 */
export async function runMutator(
	connection: Connection,
	options: PushOptions,
	actor: Actor,
	intent: Intent,
	mayUseNumbers: (connection: Connection) => Promise<boolean>
): Promise<Outcome> {
	const mutator = options.mutators.get(intent.name);
	if (!mutator) return refuse('unknown_mutator', { detail: { name: intent.name } });
	const args = parseArgs(mutator, intent.version, intent.args);
	if ('ok' in args) return args;
	if (!(await mayUseNumbers(connection))) return refuse('number_not_leased');
	const now = options.now();
	await connection.query('savepoint mutator');
	await assumeRights(connection, actor);
	let outcome: Outcome;
	try {
		outcome = await mutator.run(drizzleOn(connection), args.value as never, {
			place: 'centre',
			now: now.toISOString(),
			today: options.dayOf(now),
			actor,
			newId: idsOf(intent.id),
			number: (kind) => intent.numbers[kind] ?? null
		});
	} catch (error) {
		const refusal = refusalOfError(error);
		if (!refusal) throw error;
		outcome = refusal;
	}
	if (outcome.ok) await dropRights(connection);
	else await connection.query('rollback to savepoint mutator'); // also brings the role back
	return outcome.ok ? { ok: true } : outcome;
}

/** Arguments of an older build are brought up to date; what does not fit is refused with the field's path. */
export function parseArgs(mutator: AnyMutator, version: number, args: unknown): { value: unknown } | Refusal {
	let current = args;
	for (let v = version; v < mutator.version; v++) {
		const step = mutator.upgrade?.[v];
		if (!step) return refuse('version_too_old', { detail: { name: mutator.name, version } });
		current = step(current);
	}
	if (version > mutator.version) return refuse('version_too_new', { detail: { name: mutator.name, version } });
	const parsed = mutator.args.safeParse(current);
	if (parsed.success) return { value: parsed.data };
	const field = parsed.error.issues[0]?.path.join('.');
	return refuse('arguments_invalid', field ? { field } : {});
}

async function numbersAreLeased(connection: Connection, clientId: string, numbers: Readonly<Record<string, number>>): Promise<boolean> {
	for (const [kind, number] of Object.entries(numbers)) {
		const found = await rows(
			connection,
			`select 1 as ok from sync.lease where client_id = $1 and kind = $2 and from_number <= $3 and to_number > $3`,
			[clientId, kind, number]
		);
		if (found.length === 0) return false;
	}
	return true;
}

async function recordCrash(
	pool: pg.Pool,
	options: PushOptions,
	clientId: string,
	pushed: PushedMutation,
	error: unknown
): Promise<PushResult> {
	// The name and the error class, never the arguments: they may hold what no log may.
	options.log(
		`mutation ${pushed.name} ${pushed.id} crashed: ${error instanceof Error ? `${error.name}: ${(error.cause as Error | undefined)?.message ?? error.message.split('\n')[0]}` : 'unknown'}`
	);
	return await inTransaction(pool, readWrite, async (connection) => {
		const [crash] = await rows<{ times: number }>(
			connection,
			`insert into sync.crash (mutation_id, times, message) values ($1, 1, $2) on conflict (mutation_id) do update set times = sync.crash.times + 1, at = now() returning times`,
			[pushed.id, error instanceof Error ? error.name : 'unknown']
		);
		if (crash!.times < crashesUntilParked) return { kind: 'crashed', parked: false };
		const [client] = await rows<{ last_seq: string }>(connection, `select last_seq from sync.client where client_id = $1 for update`, [
			clientId
		]);
		if (Number(client?.last_seq) === pushed.seq - 1) {
			await record(connection, clientId, pushed, { ...refuse('crashed'), parked: true } as Outcome);
			await connection.query(`delete from sync.crash where mutation_id = $1`, [pushed.id]); // a person may send it again
		}
		return { kind: 'crashed', parked: true };
	});
}
