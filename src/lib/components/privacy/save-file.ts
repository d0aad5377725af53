import { unreachable } from '#lib/components/shell/http.ts';
import { ok, type Outcome, type Refusal } from '#lib/sync/model.ts';

/**
 * Asks the centre for a file and puts it among the downloads; a refusal comes back as a value. Large exports may take a minute. With a
 * `body` it is posted: a question that is too long for an address.
 */
export async function saveFile(path: string, body?: object): Promise<Outcome> {
	let response: Response;
	try {
		response = await fetch(path, {
			signal: AbortSignal.timeout(60_000),
			...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
		});
	} catch {
		return unreachable;
	}
	if (!response.ok) {
		const told = (await response.json().catch(() => null)) as Refusal | null;
		return typeof told?.code === 'string'
			? { ...told, ok: false }
			: { ok: false, code: 'centre_failed', detail: { status: response.status } };
	}
	const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'export';
	const url = URL.createObjectURL(await response.blob());
	const link = Object.assign(document.createElement('a'), { href: url, download: name });
	link.click();
	// The browser has taken it by the next turn; a little more does no harm.
	setTimeout(() => {
		URL.revokeObjectURL(url);
	}, 10_000);
	return ok();
}
