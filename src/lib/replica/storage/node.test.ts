import { PGlite } from '@electric-sql/pglite';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as tick } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { NodeStorage } from './node.ts';
import { takeCare } from './care.ts';

let directory = '';
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'balcao-node-storage-'))));
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('generations in Node', () => {
	it('are made, reopened with what was written, and deleted but for one', { timeout: 60_000 }, async () => {
		const storage = new NodeStorage({ directory });
		expect(await storage.open('g1')).toBe(null);
		const made = await storage.create('g1');
		await made.pg.query(`create table t (x text)`);
		await made.pg.query(`insert into t values (fold('Ação'))`);
		await made.close();
		const again = await storage.open('g1');
		expect((await again!.pg.query('select x from t')).rows).toEqual([{ x: 'acao' }]);
		await again!.close();
		await (await storage.create('g2')).close();
		await storage.deleteOthers('g2');
		expect(await readdir(directory)).toEqual(['g2']);
		expect(await storage.open('g1')).toBe(null);
		await storage.deleteOthers(null);
		expect(await readdir(directory)).toEqual([]);
	});
});

describe('care for a PGlite', () => {
	it('keeps the log short, and syncs a transaction before it resolves', { timeout: 60_000 }, async () => {
		const storage = new NodeStorage({ directory: null });
		const database = await storage.create('g');
		const pg = database.pg as PGlite;
		const sync = vi.fn(pg.syncToFs.bind(pg));
		pg.syncToFs = sync;
		const refill = vi.fn(async () => {});
		const stop = takeCare(pg, { checkpointBytes: 4 << 20, checkMs: 10, refill });
		await pg.query('create table t (x text)');

		await pg.transaction(async (tx) => {
			sync.mockClear();
			await tx.query('insert into t values ($1)', ['a']);
			await tx.exec(`insert into t values ('b')`);
			expect(sync).not.toHaveBeenCalled();
		});
		expect(sync).toHaveBeenCalled();
		expect(refill).toHaveBeenCalledTimes(2);

		const segments = async () => (await pg.query<{ n: number }>('select count(*)::int n from pg_ls_waldir()')).rows[0]!.n;
		for (let i = 0; i < 12; i++) await pg.query(`insert into t select repeat('x', 1000) from generate_series(1, 1000)`);
		await vi.waitFor(async () => expect(await segments()).toBeLessThan(6), { timeout: 10_000 });
		await expect(pg.transaction((tx) => tx.query('select nothing'))).rejects.toThrow('nothing');
		await stop();
		await database.close();
	});

	it('makes no checkpoint while somebody is at work, and one when nobody is', { timeout: 60_000 }, async () => {
		// Not one of a storage, which is being taken care of already.
		const pg = await PGlite.create();
		const asked = vi.spyOn(pg, 'query');
		const times = (words: RegExp): number => asked.mock.calls.filter(([text]) => words.test(text)).length;
		const stop = takeCare(pg, { checkpointBytes: 1 << 20, checkMs: 5, restMs: 1_500 });
		await pg.query(`create table t (x text)`);
		await pg.query(`insert into t select repeat('x', 300) from generate_series(1, 1000)`);
		while (times(/pg_control_checkpoint/) < 20) {
			await pg.query('select 1');
			await tick();
		}
		expect(times(/^checkpoint$/)).toBe(0);
		await vi.waitFor(() => expect(times(/^checkpoint$/)).toBe(1), { timeout: 10_000 });
		await stop();
		await pg.close();
	});
});
