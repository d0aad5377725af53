import { signature } from './signature.ts';

/** What a receiver has to answer within, in milliseconds. */
export const patienceMs = 10_000;
/** As much of an answer as the log keeps, in characters. */
const quoted = 300;

export interface Letter {
	readonly deliveryId: string;
	readonly event: string;
	/** JSON. */
	readonly body: string;
	readonly url: string;
	readonly secret: string;
}

/** `status` is null when there was no answer; `error` then says why, and otherwise how the refusing answer began. */
export type Answer = { readonly ok: boolean; readonly status: number | null; readonly error: string | null };

/**
 * Sends one delivery. Only 2xx is a success; a redirect is not followed, because nobody asked for the events to go elsewhere.
 * @throws only when `signal` aborts.
 */
export async function post(letter: Letter, now: Date, signal: AbortSignal, patience = patienceMs): Promise<Answer> {
	const late = AbortSignal.timeout(patience);
	try {
		const response = await fetch(letter.url, {
			method: 'POST',
			redirect: 'manual',
			headers: {
				'content-type': 'application/json; charset=utf-8',
				'user-agent': 'Balcao-Webhook/1',
				'balcao-event': letter.event,
				'balcao-delivery': letter.deliveryId,
				'balcao-signature': signature(letter.secret, letter.body, now)
			},
			body: letter.body,
			signal: AbortSignal.any([signal, late])
		});
		const beginning = await beginningOf(response).catch(() => '');
		signal.throwIfAborted();
		return { ok: response.ok, status: response.status, error: response.ok ? null : beginning || null };
	} catch (error) {
		signal.throwIfAborted();
		return { ok: false, status: null, error: late.aborted ? 'timeout' : reason(error) };
	}
}

/** Never the whole of it: a receiver may answer without end. */
async function beginningOf(response: Response): Promise<string> {
	const reader = response.body?.getReader();
	if (!reader) return '';
	const decoder = new TextDecoder();
	let text = '';
	try {
		while (text.length < quoted) {
			const { done, value } = await reader.read();
			if (done) break;
			text += decoder.decode(value, { stream: true });
		}
	} finally {
		await reader.cancel().catch(() => undefined);
	}
	// Postgres keeps no NUL, and a list shows one line.
	return text.slice(0, quoted).replaceAll('\0', '').replace(/\s+/g, ' ').trim();
}

/** `ECONNREFUSED` and its like; the sentence of `fetch` only says that it failed. */
function reason(error: unknown): string {
	const cause = error instanceof Error ? (error.cause as { code?: unknown; message?: unknown } | undefined) : undefined;
	const found = cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : 'failed');
	return String(found).slice(0, quoted);
}
