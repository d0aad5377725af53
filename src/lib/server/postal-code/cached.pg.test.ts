import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { freshDatabase } from '#sync-server/testing/database.ts';
import { cachedPostalCodes } from './cached.ts';
import { describePostalCodes, street, town } from './contract.ts';
import { fakePostalCodes } from './fake.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;
beforeAll(async () => {
	database = await freshDatabase();
	pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
	await pool.end();
	await database.drop();
});

describePostalCodes('with the cache in Postgres', () => {
	const fake = fakePostalCodes([street, town]);
	return Promise.resolve({
		postalCodes: cachedPostalCodes(fake, pool),
		fail: () => (fake.down = true),
		heal: () => (fake.down = false),
		close: async () => void (await pool.query('truncate postal_code_cache'))
	});
});

test('asks once, again when the answer is old, and keeps the old one when nobody answers', async () => {
	const fake = fakePostalCodes([street]);
	let now = new Date('2026-11-22T12:00:00Z');
	const cached = cachedPostalCodes(fake, pool, () => now);
	for (let i = 0; i < 3; i++) expect(await cached.lookUp('19800001')).toMatchObject({ kind: 'found' });
	expect(fake.asked).toBe(1);
	now = new Date('2027-06-22T12:00:00Z');
	fake.down = true;
	expect(await cached.lookUp('19800001')).toEqual({ kind: 'found', address: street });
	expect(fake.asked).toBe(2);
	fake.down = false;
	await cached.lookUp('19800001');
	await cached.lookUp('19800001');
	expect(fake.asked).toBe(3);
});
