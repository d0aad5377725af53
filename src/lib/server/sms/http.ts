import type { OutgoingSms, SmsGateway, SmsPosted } from './port.ts';

export interface HttpGatewayOptions {
	/** Where messages are posted to. */
	readonly url: string;
	/** Sent as `Authorization: Bearer …`. */
	readonly token: string;
	readonly patienceMs?: number;
}

/**
 * A gateway that is spoken to by HTTP: `POST {id, to, text, part, parts}` as JSON with the part's key as `Idempotency-Key`, answered by
 * `{"id": "…"}`. 401, 403, 425, 429 and 503 say that it was not taken, and it is tried again; after 408, another 5xx, a timeout or an
 * answer without id nobody knows, and it is tried again too, under the same key, to which a gateway answers what it answered before. Every
 * other answer refuses the message. Receipts come to /api/sms/status.
 */
export class HttpGateway implements SmsGateway {
	readonly knowsKeys = true;
	readonly #options: HttpGatewayOptions;
	constructor(options: HttpGatewayOptions) {
		this.#options = options;
	}

	async post({ key, number, part }: OutgoingSms): Promise<SmsPosted> {
		const { url, token, patienceMs = 15_000 } = this.#options;
		const [parts, place] = part.header.length > 0 ? [part.header[4], part.header[5]] : [1, 1];
		try {
			const response = await fetch(url, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'idempotency-key': key,
					...(token === '' ? {} : { authorization: `Bearer ${token}` })
				},
				body: JSON.stringify({
					id: key,
					to: `55${number}`,
					text: part.text,
					encoding: part.encoding,
					part: place,
					parts,
					header: Buffer.from(part.header).toString('hex')
				}),
				redirect: 'error',
				signal: AbortSignal.timeout(patienceMs)
			});
			const text = (await response.text()).slice(0, 2_000);
			if (!response.ok) return { kind: meaning(response.status), reason: `HTTP ${String(response.status)} ${errorOf(text)}`.trim() };
			const id = field(text, 'id');
			return id === null ? { kind: 'uncertain', reason: 'HTTP answer without id' } : { kind: 'taken', reference: id };
		} catch (error) {
			const code = reasonOf(error);
			return { kind: unreached.has(code) ? 'later' : 'uncertain', reason: code };
		}
	}

	listen(): Promise<void> {
		return Promise.resolve();
	}
	close(): Promise<void> {
		return Promise.resolve();
	}
}

/** A key that is being exchanged is an outage, not an end: what was asked for goes out when it is right again. */
const notTaken = new Set([401, 403, 425, 429, 503]);
/** Between us and the gateway there may be others, whose 502 or 504 says nothing about it. */
const meaning = (status: number): 'later' | 'uncertain' | 'refused' =>
	notTaken.has(status) ? 'later' : status >= 500 || status === 408 ? 'uncertain' : 'refused';

/** Nothing went out: there was no connection to send it over. */
const unreached: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** The code of the connection (fetch wraps it), else the kind of error: `TimeoutError`. */
function reasonOf(error: unknown): string {
	const { cause, name } = error as { cause?: { code?: unknown }; name?: unknown };
	return typeof cause?.code === 'string' ? cause.code : typeof name === 'string' ? name : 'connection';
}

function field(text: string, name: string): string | null {
	try {
		const value = (JSON.parse(text) as Record<string, unknown> | null)?.[name];
		return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
	} catch {
		return null;
	}
}
const errorOf = (text: string): string => (field(text, 'error') ?? field(text, 'message') ?? '').slice(0, 200);
