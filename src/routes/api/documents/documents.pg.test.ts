import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partBytes } from '#lib/domain/document/upload.ts';
import { startS3Simulator } from '#lib/server/files/testing/s3-simulator.ts';
import { startApp, type App } from '../testing/app.ts';
import { addPeople, signInAs, type People } from '../testing/people.ts';

let app: App;
let people: People;
let ana: string;
let bia: string;
const dataDir = mkdtempSync(join(tmpdir(), 'balcao-documents-'));
beforeAll(async () => {
	process.env.DATA_DIR = dataDir;
	app = await startApp();
	people = await addPeople(app.pool);
	[ana, bia] = [await signInAs(app, 'ana'), await signInAs(app, 'bia')];
});
afterAll(async () => {
	await app.stop();
	delete process.env.DATA_DIR;
	delete process.env.FILES_MAX_MB;
	rmSync(dataDir, { recursive: true, force: true });
});

const pdf = (length: number, seed = 'x'): Buffer<ArrayBuffer> => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(length - 9, seed)]);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const announce = (bytes: Buffer, more: object = {}) => ({
	customerId: people.customerNorth,
	fileName: 'Contrato São José.pdf',
	bytes: bytes.byteLength,
	sha256: sha256(bytes),
	description: ' Contrato assinado ',
	remark: null,
	...more
});
const begin = (bytes: Buffer, more: object = {}, cookie = ana) =>
	app.call('POST', '/api/documents', { cookie, body: announce(bytes, more) });
const put = (id: string, offset: number, part: Buffer<ArrayBuffer>, cookie = ana) =>
	app.call('PUT', `/api/documents/uploads/${id}?offset=${String(offset)}`, {
		cookie,
		bytes: part,
		headers: { 'content-type': 'application/octet-stream' }
	});
async function send(bytes: Buffer<ArrayBuffer>, more: object = {}) {
	const { json } = await begin(bytes, more);
	for (let at = json.received as number; at < bytes.byteLength; at += partBytes)
		expect((await put(json.id, at, bytes.subarray(at, at + partBytes))).status).toBe(200);
	return await app.call('POST', `/api/documents/uploads/${String(json.id)}`, { cookie: ana });
}
const stored = async (id: string) =>
	(await app.pool.query(`select * from document where id = $1`, [id])).rows[0] as Record<string, unknown>;
const partsLeft = (): string[] =>
	readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true })
		.filter((one) => one.isFile() && one.parentPath.includes('parts'))
		.map((one) => one.name);

describe('an upload', () => {
	const file = pdf(partBytes * 2 + 100);

	test('goes on after a cut, is checked whole, and becomes a document under the rights of who sent it', async () => {
		const begun = await begin(file);
		expect(begun).toMatchObject({ status: 201, json: { received: 0, bytes: file.byteLength } });
		const { id } = begun.json;
		expect((await put(id, 0, file.subarray(0, partBytes))).json).toEqual({ received: partBytes });
		// The answer was lost: the same part again is refused with where to go on.
		expect(await put(id, 0, file.subarray(0, partBytes))).toMatchObject({
			status: 409,
			json: { code: 'upload_offset', detail: { received: partBytes } }
		});
		expect((await app.call('GET', `/api/documents/uploads/${String(id)}`, { cookie: ana })).json).toEqual({
			id,
			received: partBytes,
			bytes: file.byteLength
		});
		expect(await app.call('POST', `/api/documents/uploads/${String(id)}`, { cookie: ana })).toMatchObject({
			status: 409,
			json: { code: 'upload_incomplete' }
		});
		// The page was reloaded: the same file is the same upload.
		expect((await begin(file)).json).toEqual({ id, received: partBytes, bytes: file.byteLength });
		await put(id, partBytes, file.subarray(partBytes, 2 * partBytes));
		await put(id, 2 * partBytes, file.subarray(2 * partBytes));
		const made = await app.call('POST', `/api/documents/uploads/${String(id)}`, { cookie: ana });
		expect(made).toMatchObject({ status: 201, json: { id } });
		expect(await stored(id)).toMatchObject({
			customer_id: people.customerNorth,
			branch_id: people.north,
			description: 'Contrato assinado',
			file_name: 'Contrato São José.pdf',
			media_type: 'application/pdf',
			sha256: sha256(file)
		});
		expect(partsLeft()).toEqual([]);
		// The answer was lost again.
		expect((await app.call('POST', `/api/documents/uploads/${String(id)}`, { cookie: ana })).json).toEqual({ id });
		const { rows } = await app.pool.query(`select 1 from sync.change where row_id = $1`, [id]);
		expect(rows).not.toHaveLength(0);
	});

	test('two windows that finish it at once make one document', async () => {
		const { json } = await begin(pdf(50, 'two'));
		await put(json.id, 0, pdf(50, 'two'));
		const answers = await Promise.all([1, 2].map(() => app.call('POST', `/api/documents/uploads/${String(json.id)}`, { cookie: ana })));
		expect(answers.map((one) => one.json)).toEqual([{ id: json.id }, { id: json.id }]);
	});

	test('that arrives as something else is refused, and nothing of it stays', async () => {
		const wrong = await send(pdf(100, 'a'), { sha256: 'b'.repeat(64) });
		expect(wrong).toMatchObject({ status: 422, json: { code: 'checksum_mismatch' } });
		const page = Buffer.from('<html><script>alert(1)</script></html>');
		expect(await send(page, { fileName: 'foto.png' })).toMatchObject({ status: 422, json: { code: 'file_content_differs' } });
		expect(partsLeft()).toEqual([]);
		expect((await app.pool.query(`select 1 from upload`)).rowCount).toBe(0);
	});

	test('is refused before its first byte when it is too large, of no allowed type, without description or of nobody', async () => {
		process.env.FILES_MAX_MB = '1';
		expect((await app.call('GET', '/api/documents', { cookie: ana })).json).toEqual({ limit: 1024 * 1024 });
		expect(await begin(pdf(10), { bytes: 1024 * 1024 + 1 })).toMatchObject({
			status: 413,
			json: { code: 'file_too_large', detail: { limit: 1 } }
		});
		delete process.env.FILES_MAX_MB;
		expect(await begin(pdf(10), { fileName: 'a.exe' })).toMatchObject({ json: { code: 'file_type_refused' } });
		expect(await begin(pdf(10), { description: ' ' })).toMatchObject({ json: { code: 'field_required', field: 'description' } });
		expect(await begin(pdf(10), { customerId: people.customerSouth })).toMatchObject({ status: 404 });
		expect(await begin(pdf(10), { sha256: 'x' })).toMatchObject({ status: 400 });
		expect(await app.call('POST', '/api/documents', { body: announce(pdf(10)) })).toMatchObject({ status: 401 });
	});

	test('belongs to who began it, takes parts of the right length only, and can be given up', async () => {
		const { json } = await begin(pdf(60, 'c'));
		const path = `/api/documents/uploads/${String(json.id)}`;
		expect(await put(json.id, 0, pdf(60, 'c'), bia)).toMatchObject({ status: 404 });
		expect(await app.call('POST', path, { cookie: bia })).toMatchObject({ status: 404 });
		expect(await put(json.id, 0, pdf(59, 'c'))).toMatchObject({ status: 400 });
		expect(await put(json.id, 0, Buffer.alloc(partBytes + 1))).toMatchObject({ status: 413 });
		expect(await app.call('PUT', `${path}?offset=x`, { cookie: ana, bytes: pdf(60) })).toMatchObject({ status: 400 });
		expect(await app.call('DELETE', path, { cookie: ana })).toMatchObject({ status: 204 });
		expect(await app.call('GET', path, { cookie: ana })).toMatchObject({ status: 404 });
	});
});

describe('the file', () => {
	test('(178) Download gives it byte for byte under its name; shown, it can run nothing', async () => {
		const file = pdf(5000, 'd');
		const { json } = await send(file);
		const path = `/api/documents/${String(json.id)}/content`;
		const kept = await app.call('GET', path, { cookie: ana });
		expect(sha256(Buffer.from(kept.text))).toBe(sha256(file));
		expect(Object.fromEntries(kept.headers)).toMatchObject({
			'content-type': 'application/pdf',
			'content-length': '5000',
			'content-disposition': `attachment; filename="Contrato Sao Jose.pdf"; filename*=UTF-8''Contrato%20S%C3%A3o%20Jos%C3%A9.pdf`,
			'x-content-type-options': 'nosniff',
			'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/)
		});
		const shown = await app.call('GET', `${path}?inline`, { cookie: ana });
		expect(shown.headers.get('content-disposition')).toMatch(/^inline/);
		expect(shown.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
		const text = await send(Buffer.from('um texto'), { fileName: 'nota.txt' });
		const neverShown = await app.call('GET', `/api/documents/${String(text.json.id)}/content?inline`, { cookie: ana });
		expect(neverShown.headers.get('content-disposition')).toMatch(/^attachment/);
		expect(neverShown.headers.get('content-security-policy')).toContain('sandbox');
		expect(await app.call('GET', path)).toMatchObject({ status: 401 });
		await app.pool.query(`update document set customer_id = $2, branch_id = $3 where id = $1`, [
			json.id,
			people.customerSouth,
			people.south
		]);
		expect(await app.call('GET', path, { cookie: ana })).toMatchObject({ status: 404 });
	});

	test('lies in S3 where the environment says so, and storage that is away is said', async () => {
		const storage = await startS3Simulator();
		const names = { ENDPOINT: storage.endpoint, BUCKET: storage.bucket, REGION: storage.region, KEY: storage.key, SECRET: storage.secret };
		try {
			for (const [name, value] of Object.entries(names)) process.env[`FILES_S3_${name}`] = value;
			const file = pdf(partBytes + 1, 'e');
			const { json, status } = await send(file);
			expect(status).toBe(201);
			const path = `/api/documents/${String(json.id)}/content`;
			expect(sha256(Buffer.from((await app.call('GET', path, { cookie: ana })).text))).toBe(sha256(file));
			storage.mode = 'broken';
			expect(await app.call('GET', path, { cookie: ana })).toMatchObject({ status: 503, json: { code: 'files_unavailable' } });
		} finally {
			for (const name of Object.keys(names)) Reflect.deleteProperty(process.env, `FILES_S3_${name}`);
			await storage.close();
		}
	});
});
