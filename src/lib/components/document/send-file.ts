import { partAt } from '#lib/domain/document/upload.ts';
import { call, type Answer } from '#lib/components/shell/http.ts';
import type { Refusal } from '#lib/sync/model.ts';

/** What the centre has of an upload. */
export interface Begun {
	readonly id: string;
	readonly received: number;
	readonly bytes: number;
}

/** Hexadecimal SHA-256 of a file. */
export async function checksum(file: Blob): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Milliseconds for one part: a quarter of a megabyte over the slowest line that is one. */
const patience = 60_000;

/**
 * Sends what is still missing of a file, part by part, to `path`. `progress` hears how many bytes the centre has. Refusals: the
 * centre's; `centre_unreachable` when the line broke, to be gone on with later. Throws AbortError when given up.
 */
export async function sendParts(
	path: string,
	file: Blob,
	begun: Begun,
	progress: (received: number) => void,
	signal: AbortSignal
): Promise<Answer<undefined>> {
	let at = begun.received;
	progress(at);
	while (at < file.size) {
		signal.throwIfAborted();
		const answer = await put(`${path}?offset=${String(at)}`, file.slice(at, at + partAt(at, file.size)), signal);
		// The answer to a part was lost, or another window was faster: the centre says where to go on.
		const received = answer.ok ? answer.value.received : answer.code === 'upload_offset' ? Number(answer.detail?.received) : null;
		if (received === null) return answer as Refusal;
		at = received;
		progress(at);
	}
	return { ok: true, value: undefined };
}

async function put(path: string, part: Blob, signal: AbortSignal): Promise<Answer<{ received: number }>> {
	let response: Response;
	try {
		response = await fetch(path, {
			method: 'PUT',
			headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
			body: part,
			signal: AbortSignal.any([signal, AbortSignal.timeout(patience)])
		});
	} catch {
		signal.throwIfAborted();
		return { ok: false, code: 'centre_unreachable' };
	}
	const value = (await response.json().catch(() => undefined)) as { received: number } | Refusal | undefined;
	if (response.ok && value && 'received' in value) return { ok: true, value };
	if (value && 'code' in value) return { ...value, ok: false };
	return response.status >= 502 && response.status <= 504
		? { ok: false, code: 'centre_unreachable' }
		: { ok: false, code: 'centre_failed', detail: { status: response.status } };
}

export const begin = (path: string, body: object): Promise<Answer<Begun>> => call<Begun>('POST', path, body);
