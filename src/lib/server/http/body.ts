import type { ZodType } from 'zod';
import { refuse } from '#lib/sync/model.ts';
import type { Refusal } from '#lib/sync/model.ts';
import { readBytes } from './bytes.ts';

/** More than any form of ours sends. */
export const bodyLimit = 64 * 1024;

/** The text of a body of at most `limit` bytes, or null when it is longer. */
export async function readText(request: Request, limit = bodyLimit): Promise<string | null> {
	const bytes = await readBytes(request, limit);
	return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** A NUL character, as JSON writes it: valid JSON, but no text that Postgres can store. */
export const holdsNul = (json: string): boolean => /(?<!\\)(?:\\\\)*\\u0000/.test(json);

/**
 * The JSON body of a request in the shape of `schema`. Refusals: `body_not_json` (415), `body_too_large` (413),
 * `body_invalid` (400, with the field). Forms of other sites can only send other content types, so this is one of the two
 * walls against them; the other is the check of the origin.
 */
export async function readJson<T>(request: Request, schema: ZodType<T>): Promise<{ ok: true; value: T } | Refusal> {
	if (!/^application\/json *(;|$)/i.test(request.headers.get('content-type') ?? '')) return refuse('body_not_json');
	const text = await readText(request);
	if (text === null) return refuse('body_too_large');
	if (holdsNul(text)) return refuse('body_invalid');
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return refuse('body_invalid');
	}
	const parsed = schema.safeParse(json);
	if (parsed.success) return { ok: true, value: parsed.data };
	const field = parsed.error.issues[0]?.path.join('.');
	return refuse('body_invalid', field ? { field } : {});
}
