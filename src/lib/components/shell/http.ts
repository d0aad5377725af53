import type { Refusal } from '#lib/sync/model.ts';

export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;

/** No answer at all: no network, or the centre is not there. */
export const unreachable: Refusal = { ok: false, code: 'centre_unreachable' };

function isRefusal(value: unknown): value is Refusal {
	return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}

/** Milliseconds after which a centre that does not answer counts as not there. */
const patience = 15_000;

/**
 * One call to the centre's HTTP side. Refusals come back as values, the missing network too (`centre_unreachable`); an
 * answer that is neither ours nor empty is a proxy's or a crash's: `centre_failed` with the status.
 */
export async function call<T>(
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
	path: string,
	body?: unknown,
	waitMs = patience
): Promise<Answer<T>> {
	let response: Response;
	try {
		response = await fetch(path, {
			method,
			headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
			signal: AbortSignal.timeout(waitMs),
			...(body === undefined ? {} : { body: JSON.stringify(body) })
		});
	} catch {
		return unreachable;
	}
	if (response.status === 204) return { ok: true, value: undefined as T };
	const value: unknown = await response.json().catch(() => undefined);
	if (response.ok && value !== undefined) return { ok: true, value: value as T };
	if (isRefusal(value)) return { ...value, ok: false };
	return response.status === 502 || response.status === 503 || response.status === 504
		? unreachable
		: { ok: false, code: 'centre_failed', detail: { status: response.status } };
}
