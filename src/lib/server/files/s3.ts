import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { checked } from './checked.ts';
import { checkKey, FileCorrupt, FileStoreUnavailable, type FileStore } from './port.ts';
import { emptyPayload, sign, type Credentials } from './sigv4.ts';

export interface S3Options extends Credentials {
	/** e.g. `https://s3.sa-east-1.amazonaws.com`, or of any storage that speaks its protocol. */
	readonly endpoint: string;
	readonly bucket: string;
	/** Milliseconds without a byte after which the storage counts as gone. */
	readonly patience?: number;
}
interface Body {
	readonly bytes: number;
	readonly sha256: string;
	readonly source: AsyncIterable<Uint8Array>;
}

/**
 * Files in storage that speaks S3, by path-style addresses. Node's own client and not `fetch`: storage wants to be told the length
 * before the first byte, and a fetch of a stream does not tell.
 */
export function s3Store(options: S3Options): FileStore {
	const patience = options.patience ?? 30_000;
	const urlOf = (key: string): URL => new URL(`${options.endpoint.replace(/\/+$/, '')}/${options.bucket}/${checkKey(key)}`);

	/** The answer once its head is there; a body still to be read. @throws FileStoreUnavailable, FileCorrupt */
	async function send(method: string, key: string, body?: Body): Promise<IncomingMessage> {
		const url = urlOf(key);
		const headers = {
			...sign({ method, url, payload: body?.sha256 ?? emptyPayload, now: new Date() }, options),
			'content-length': String(body?.bytes ?? 0)
		};
		const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, { method, headers, timeout: patience });
		request.on('timeout', () => request.destroy(new Error('no answer')));
		const answered = new Promise<IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject));
		answered.catch(() => undefined);
		try {
			if (body) await pipeline(Readable.from(body.source), request);
			else request.end();
			return await answered;
		} catch (error) {
			request.destroy();
			throw error instanceof FileCorrupt ? error : new FileStoreUnavailable(`${method}: ${(error as Error).message}`);
		}
	}

	const unexpected = async (method: string, response: IncomingMessage): Promise<FileStoreUnavailable> => {
		const text = await Readable.from(response).take(1).toArray();
		const code = /<Code>(\w+)<\/Code>/.exec(text.join(''))?.[1] ?? '';
		response.destroy();
		return new FileStoreUnavailable(`${method}: ${String(response.statusCode)} ${code}`.trim());
	};

	return {
		async write(key, source, expected) {
			const response = await send('PUT', key, { ...expected, source: checked(source, expected) });
			if (response.statusCode !== 200) throw await unexpected('PUT', response);
			response.resume();
		},
		async read(key) {
			const response = await send('GET', key);
			if (response.statusCode === 404) {
				response.resume();
				return null;
			}
			if (response.statusCode !== 200) throw await unexpected('GET', response);
			return { bytes: Number(response.headers['content-length']), stream: Readable.toWeb(response) as ReadableStream<Uint8Array> };
		},
		async size(key) {
			const response = await send('HEAD', key);
			response.resume();
			if (response.statusCode === 404) return null;
			if (response.statusCode !== 200) throw new FileStoreUnavailable(`HEAD: ${String(response.statusCode)}`);
			return Number(response.headers['content-length']);
		},
		async remove(key) {
			const response = await send('DELETE', key);
			if (response.statusCode !== 204 && response.statusCode !== 200 && response.statusCode !== 404)
				throw await unexpected('DELETE', response);
			response.resume();
		}
	};
}
