import { createHash } from 'node:crypto';
import { FileCorrupt, type ByteSource } from './port.ts';

/** Passes the bytes on and, at the end, throws FileCorrupt unless they are as many as was said and have this checksum. */
export async function* checked(
	source: ByteSource,
	expected: { readonly bytes: number; readonly sha256: string }
): AsyncGenerator<Uint8Array> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of source) {
		bytes += chunk.byteLength;
		if (bytes > expected.bytes) break;
		hash.update(chunk);
		yield chunk;
	}
	if (bytes !== expected.bytes || hash.digest('hex') !== expected.sha256)
		throw new FileCorrupt('the bytes are not those that were announced');
}
