import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { documentLimit, fileStore } from './current.ts';
import { diskStore } from './disk.ts';
import { FileCorrupt, FileStoreUnavailable, type FileStore } from './port.ts';
import { s3Store } from './s3.ts';
import { emptyPayload, sign } from './sigv4.ts';
import { startS3Simulator, type S3Simulator } from './testing/s3-simulator.ts';

const folder = mkdtempSync(join(tmpdir(), 'balcao-files-'));
let simulator: S3Simulator;
beforeAll(async () => {
	simulator = await startS3Simulator();
});
afterEach(() => {
	simulator.mode = 'well';
});
afterAll(async () => {
	await simulator.close();
	rmSync(folder, { recursive: true, force: true });
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const whole = (...parts: Uint8Array[]) => {
	const all = Buffer.concat(parts);
	return { bytes: all.byteLength, sha256: createHash('sha256').update(all).digest('hex') };
};
const read = async (store: FileStore, key: string): Promise<Buffer | null> => {
	const found = await store.read(key);
	return found && Buffer.from(await new Response(found.stream).arrayBuffer());
};

describe.each(['disk', 's3'] as const)('files on %s', (kind) => {
	let store: FileStore;
	beforeAll(() => {
		store = kind === 'disk' ? diskStore(folder) : s3Store({ ...simulator, patience: 2000 });
	});

	test('what was written is read, byte for byte, and its size is known', async () => {
		const parts = [bytesOf('um '), new Uint8Array(300_000).fill(7), new Uint8Array(0), bytesOf(' fim\u0000')];
		await store.write('content/ab/abc', parts, whole(...parts));
		expect(await read(store, 'content/ab/abc')).toEqual(Buffer.concat(parts));
		expect(await store.size('content/ab/abc')).toBe(Buffer.concat(parts).byteLength);
		expect((await store.read('content/ab/abc'))?.bytes).toBe(Buffer.concat(parts).byteLength);
	});

	test('an empty file is a file', async () => {
		await store.write('content/empty', [], whole());
		expect(await store.size('content/empty')).toBe(0);
		expect(await read(store, 'content/empty')).toEqual(Buffer.alloc(0));
	});

	test('what is not there is null, and removing it is no error', async () => {
		expect(await store.read('parts/none')).toBeNull();
		expect(await store.size('parts/none')).toBeNull();
		await store.remove('parts/none');
	});

	test('a file can be replaced and removed', async () => {
		await store.write('parts/x/0', [bytesOf('antes')], whole(bytesOf('antes')));
		await store.write('parts/x/0', [bytesOf('depois')], whole(bytesOf('depois')));
		expect((await read(store, 'parts/x/0'))?.toString()).toBe('depois');
		await store.remove('parts/x/0');
		expect(await store.size('parts/x/0')).toBeNull();
	});

	test.each([
		['other bytes', [bytesOf('aXc')]],
		['too few', [bytesOf('ab')]],
		['too many', [bytesOf('abc'), bytesOf('d')]]
	])('%s than were announced are refused, and what stood there stays', async (_what, source) => {
		await store.write('content/kept', [bytesOf('abc')], whole(bytesOf('abc')));
		await expect(store.write('content/kept', source, whole(bytesOf('abc')))).rejects.toThrow(
			kind === 's3' ? /announced|Mismatch/ : FileCorrupt
		);
		expect((await read(store, 'content/kept'))?.toString()).toBe('abc');
	});

	test('a source that breaks leaves nothing', async () => {
		const broken = async function* () {
			yield bytesOf('a');
			await Promise.reject(new Error('the reader is gone'));
		};
		await expect(store.write('content/broken', broken(), { bytes: 2, sha256: emptyPayload })).rejects.toThrow('gone');
		expect(await store.size('content/broken')).toBeNull();
	});

	test.each(['../passwd', '/etc', 'a//b', 'A', 'a/../b', 'a b', 'a%2f', ''])('%s is no key', async (key) => {
		await expect(store.read(key)).rejects.toThrow('not a key');
	});
});

test('on disk nothing half-written is left behind', () => {
	expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.tmp'))).toEqual([]);
});

describe('S3', () => {
	test('a signature that is not right opens nothing', async () => {
		for (const wrong of [{ secret: 'another' }, { key: 'AKOTHER' }, { region: 'us-east-1' }])
			await expect(s3Store({ ...simulator, ...wrong }).read('content/kept')).rejects.toThrow(FileStoreUnavailable);
	});

	test('storage that fails, hangs up or is not there says so', async () => {
		const store = s3Store({ ...simulator, patience: 2000 });
		simulator.mode = 'broken';
		await expect(store.write('content/kept', [bytesOf('abc')], whole(bytesOf('abc')))).rejects.toThrow('PUT: 503 SlowDown');
		await expect(store.read('content/kept')).rejects.toThrow('GET: 503 SlowDown');
		await expect(store.size('content/kept')).rejects.toThrow('HEAD: 503');
		await expect(store.remove('content/kept')).rejects.toThrow(FileStoreUnavailable);
		simulator.mode = 'cut';
		await expect(read(store, 'content/ab/abc')).rejects.toThrow();
		await expect(s3Store({ ...simulator, endpoint: 'http://127.0.0.1:9' }).size('a')).rejects.toThrow(FileStoreUnavailable);
	});

	test('the worked example of the published rules has the published signature', () => {
		// Amazon S3 API reference, "Signature Calculations for the Authorization Header", example "GET Object".
		const headers = sign(
			{
				method: 'GET',
				url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
				headers: { range: 'bytes=0-9' },
				payload: emptyPayload,
				now: new Date('2013-05-24T00:00:00Z')
			},
			{ key: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' }
		);
		expect(headers.authorization).toBe(
			'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'
		);
	});
});

test('the environment names the storage', async () => {
	expect(() => fileStore({ FILES_S3_ENDPOINT: 'http://s3' })).toThrow('FILES_S3_BUCKET');
	const store = fileStore({ DATA_DIR: folder });
	await store.write('content/here', [bytesOf('x')], whole(bytesOf('x')));
	expect(readdirSync(join(folder, 'files', 'content'))).toContain('here');
	expect(documentLimit({})).toBe(25 * 1024 * 1024);
	expect(documentLimit({ FILES_MAX_MB: '0.5' })).toBe(512 * 1024);
	expect(() => documentLimit({ FILES_MAX_MB: 'many' })).toThrow('FILES_MAX_MB');
});
