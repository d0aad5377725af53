/**
 * AWS Signature Version 4, as published in "Authenticating Requests: Using the Authorization Header" of the Amazon S3 API
 * reference; its worked example is one of the tests.
 */
import { createHash, createHmac } from 'node:crypto';

export interface Credentials {
	readonly key: string;
	readonly secret: string;
	readonly region: string;
}
export interface ToSign {
	readonly method: string;
	readonly url: URL;
	/** Besides `host`, `x-amz-date` and `x-amz-content-sha256`. Names in lower case. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Hexadecimal SHA-256 of the body. */
	readonly payload: string;
	readonly now: Date;
}

export const emptyPayload = createHash('sha256').digest('hex');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** RFC 3986: encodeURIComponent leaves `!'()*` alone, the signature does not. */
const encode = (text: string): string =>
	encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** All headers to send, `authorization` among them. */
export function sign(request: ToSign, { key, secret, region }: Credentials): Record<string, string> {
	const stamp = request.now.toISOString().replace(/[-:]|\.\d{3}/g, '');
	const headers: Record<string, string> = {
		...request.headers,
		host: request.url.host,
		'x-amz-content-sha256': request.payload,
		'x-amz-date': stamp
	};
	const { names, signature, scope } = signatureOf(request.method, request.url, headers, stamp, { secret, region });
	return { ...headers, authorization: `AWS4-HMAC-SHA256 Credential=${key}/${scope},SignedHeaders=${names},Signature=${signature}` };
}

/** The signature over exactly these headers: what `sign` sends, and what a receiver computes anew. `stamp` is `x-amz-date`. */
export function signatureOf(
	method: string,
	url: URL,
	headers: Readonly<Record<string, string>>,
	stamp: string,
	{ secret, region }: Pick<Credentials, 'secret' | 'region'>
): { readonly names: string; readonly scope: string; readonly signature: string } {
	const sorted = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
	const names = sorted.map(([name]) => name).join(';');
	const query = [...url.searchParams]
		.map(([name, value]) => `${encode(name)}=${encode(value)}`)
		.sort()
		.join('&');
	const path = url.pathname
		.split('/')
		.map((part) => encode(decodeURIComponent(part)))
		.join('/');
	const canonical = [
		method,
		path,
		query,
		...sorted.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}`),
		'',
		names,
		headers['x-amz-content-sha256']
	].join('\n');
	const day = stamp.slice(0, 8);
	const scope = `${day}/${region}/s3/aws4_request`;
	const signingKey = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request');
	const signature = hmac(signingKey, ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')).toString('hex');
	return { names, scope, signature };
}
