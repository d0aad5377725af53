import { createHash, randomBytes } from 'node:crypto';
import { initTRPC, TRPCError } from '@trpc/server';
import type { z } from 'zod';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc';
import { checkPermission, type Verb } from '#lib/domain/permissions.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import type { ApiKeyHolder } from '#lib/server/auth/api-keys.ts';
import { RateLimit } from '#lib/server/auth/rate-limit.ts';
import type { Centre } from '#lib/server/centre.ts';
import { httpStatus } from '#lib/server/http/answers.ts';
import { canonicalJson } from '#lib/sync/live/canonical-json.ts';
import { uuidv7 } from '#lib/sync/ids.ts';
import { refuse } from '#lib/sync/model.ts';
import type { Refusal } from '#lib/sync/model.ts';

/** What every call brings: the centre, whose key it is (null: none that is valid), and how not to be done twice. */
export interface AutomationContext {
	readonly centre: Pick<Centre, 'runQuery' | 'runMutator' | 'wake' | 'pool'>;
	readonly holder: ApiKeyHolder | null;
	readonly calls: RateLimit;
	/** The `idempotency-key` header. */
	readonly idempotencyKey: string | null;
	readonly now: Date;
}

/** Calls of one key in a minute, on one node. Enough for an automation, too little to keep the office waiting. */
export const callsPerMinute = { limit: 300, windowMs: 60_000 } as const;

/** What the description at /api/openapi.json says of a procedure. */
export interface About {
	/** One sentence, without a full stop at its end. */
	readonly summary: string;
	/** What the arguments do not say by themselves. */
	readonly more?: string;
	/** What `result.data` is, as a schema; left out: JSON as the office itself sees it. */
	readonly data?: z.ZodType;
	/** Arguments of a call as somebody would make it. */
	readonly example?: unknown;
}

const t = initTRPC
	.context<AutomationContext>()
	.meta<About>()
	.create({
		isDev: false, // else stack traces go out
		errorFormatter: ({ shape, error }) => ({
			...shape,
			// A bug's message may quote data; ours say what they want to say in the refusal.
			message: error.code === 'INTERNAL_SERVER_ERROR' ? 'internal' : shape.message,
			data: { ...shape.data, refusal: refusalIn(error) }
		})
	});

export const router = t.router;

/** A procedure for a valid key that is allowed to call it, not too often. Its path in the router is its scope, and the query or mutator it asks. */
export const automation = (about: About) =>
	t.procedure.meta(about).use(({ ctx, path, next }) => {
		const { holder } = ctx;
		if (!holder) throw refusing(refuse('api_key_invalid'));
		const seconds = ctx.calls.take(holder.keyId, ctx.now.getTime());
		if (seconds > 0) throw refusing(refuse('too_many_calls', { detail: { seconds } }));
		if (!holder.scopes.includes(path)) throw refusing(refuse('scope_missing', { detail: { scope: path } }));
		return next({
			ctx: {
				/** Who the key acts as. */
				actor: holder.actor,
				/** Asks the query of this procedure's name, or another, under the rights of the key's person. */
				ask: (args: unknown, query = path): Promise<unknown> => ctx.centre.runQuery(holder.actor, query, args),
				/** Notes that the key reached this customer's record (LGPD art. 37), if its person may see it. */
				note: (customerId: string): Promise<void> =>
					asActor(ctx.centre.pool, holder.actor, async (connection) => {
						await connection.query(`select app.note_access(id, 'api', $2) from customer where id = $1`, [customerId, ctx.now]);
					}),
				/**
				 * Runs the mutator of this procedure's name, once per idempotency key; a refusal is thrown as tRPC knows it. `asked` is
				 * what the caller sent, where the mutator gets something else.
				 */
				run: async (args: unknown, asked: unknown = args): Promise<{ mutationId: string }> => {
					const mutationId = mutationIdOf(holder.keyId, path, ctx.idempotencyKey, asked, ctx.now);
					const outcome = await ctx.centre.runMutator(holder.actor, path, args, { mutationId });
					if (!outcome.ok) throw refusing(outcome);
					ctx.centre.wake();
					return { mutationId };
				}
			}
		});
	});

/** For what no mutator and no row-level security decides. @throws the refusal, when this role may not. */
export function mustBeAllowed(role: string, verb: Verb): void {
	const denied = checkPermission(role, verb);
	if (denied) throw refusing(denied);
}

/**
 * The mutation's id: with an idempotency key always the same for the same call of the same key, so that its repetition
 * finds the first one's result. The arguments take part: the same key on another call must not swallow that call.
 */
export function mutationIdOf(keyId: string, name: string, idempotencyKey: string | null, args: unknown, now: Date): string {
	if (idempotencyKey === null) return uuidv7(now.getTime(), randomBytes(16));
	const bytes = createHash('sha256')
		.update(JSON.stringify([keyId, name, idempotencyKey, canonicalJson(args)]))
		.digest();
	// Bytes 0–5 hold the time in a v7; here they come from the hash too, as nothing else is known of the first call.
	return uuidv7(bytes.readUIntBE(16, 6), bytes);
}

/** A refusal as tRPC throws one: the code of its kind, the refusal itself as cause, from where it goes to `data.refusal`. */
export function refusing(refusal: Refusal): TRPCError {
	return new TRPCError({
		code: codeOf[httpStatus(refusal.code)] ?? 'UNPROCESSABLE_CONTENT',
		message: refusal.code,
		cause: new RefusedCall(refusal)
	});
}

class RefusedCall extends Error {
	readonly refusal: Refusal;
	constructor(refusal: Refusal) {
		super(refusal.code);
		this.refusal = refusal;
	}
}

const codeOf: Readonly<Record<number, TRPC_ERROR_CODE_KEY>> = {
	400: 'BAD_REQUEST',
	401: 'UNAUTHORIZED',
	403: 'FORBIDDEN',
	404: 'NOT_FOUND',
	409: 'CONFLICT',
	413: 'PAYLOAD_TOO_LARGE',
	429: 'TOO_MANY_REQUESTS'
};

/** What was refused; for arguments that tRPC itself turned down, our word for it with the field. */
function refusalIn(error: TRPCError): Refusal | null {
	if (error.cause instanceof RefusedCall) return error.cause.refusal;
	if (error.code === 'INTERNAL_SERVER_ERROR') return null;
	if (error.code !== 'BAD_REQUEST') return refuse(error.code.toLowerCase());
	const issues = (error.cause as { issues?: { path?: PropertyKey[] }[] } | undefined)?.issues;
	const field = issues?.[0]?.path?.map(String).join('.');
	return refuse('arguments_invalid', field ? { field } : {});
}
