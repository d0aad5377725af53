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
 * `{"id": "…"}`. 408, 425, 429 and 5xx are tried again, other answers refuse the message. Receipts come to /api/sms/status.
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
			const passing = response.status >= 500 || [401, 403, 408, 425, 429].includes(response.status);
			if (!response.ok) return { kind: passing ? 'later' : 'refused', reason: `HTTP ${String(response.status)} ${errorOf(text)}`.trim() };
			const id = field(text, 'id');
			return id === null ? { kind: 'uncertain', reason: 'HTTP answer without id' } : { kind: 'taken', reference: id };
		} catch (error) {
			return { kind: 'uncertain', reason: error instanceof Error ? error.name : 'connection' };
		}
	}

	listen(): Promise<void> {
		return Promise.resolve();
	}
	close(): Promise<void> {
		return Promise.resolve();
	}
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
