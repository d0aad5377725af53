import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Statements } from './statements.ts';

let pg: PGlite;
let statements: Statements;

beforeAll(async () => {
	pg = await PGlite.create();
	await pg.exec(
		`create table thing (id uuid primary key, name text not null, n integer, amount bigint, due date, at timestamptz, good boolean, extra jsonb, tags text[])`
	);
	statements = new Statements(pg);
}, 60_000);
afterAll(() => pg.close());

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('statements of the replica', () => {
	it('take and give what drizzle gives and takes: texts, but for booleans and small numbers', async () => {
		await pg.exec(`set timezone = 'UTC'`);
		await statements.run(`insert into thing values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, [
			id(1),
			'Ação',
			7,
			'9007199254740993',
			'2026-11-21',
			'2026-11-21T12:00:00.123456Z',
			true,
			{ a: [1] },
			'{x,"y z"}'
		]);
		const [row] = await statements.run(`select * from thing where id = $1`, [id(1)]);
		expect(row).toEqual({
			id: id(1),
			name: 'Ação',
			n: 7,
			amount: '9007199254740993',
			due: '2026-11-21',
			at: '2026-11-21 12:00:00.123456+00',
			good: true,
			extra: '{"a": [1]}',
			tags: '{x,"y z"}'
		});
		expect(await statements.run(`select n, good, due from thing where id = $1 and tags is not null`, [id(1)], 'arrays')).toEqual([
			[7, true, '2026-11-21']
		]);
		expect(await statements.run(`update thing set n = null where id = $1`, [id(1)])).toEqual([]);
		expect(await statements.run(`select n from thing where id = $1 and $2::text is null`, [id(1), null])).toEqual([{ n: null }]);
	});

	it('throw what the engine throws, with its SQLSTATE, and go on afterwards, also with the same statement', async () => {
		const insert = `insert into thing (id, name) values ($1, $2)`;
		await statements.run(insert, [id(2), 'dois']);
		await expect(statements.run(insert, [id(2), 'dois'])).rejects.toMatchObject({ code: '23505' });
		await expect(statements.run(`select nothing from nowhere`)).rejects.toMatchObject({ code: '42P01' });
		await expect(statements.run(insert, [id(3), 'a\0b'])).rejects.toMatchObject({ code: '22021' });
		await statements.run(insert, [id(3), 'três']);
		expect(await statements.run(`select name from thing where id = $1`, [id(3)])).toEqual([{ name: 'três' }]);
	});

	it('take part in the transaction that is open, and in its savepoints', async () => {
		await pg.transaction(async (tx) => {
			await tx.exec('savepoint one');
			await expect(statements.run(`insert into thing (id, name) values ($1, $2)`, [id(1), 'again'])).rejects.toMatchObject({
				code: '23505'
			});
			await tx.exec('rollback to savepoint one');
			await statements.run(`insert into thing (id, name) values ($1, $2)`, [id(4), 'quatro']);
			await tx.rollback();
		});
		expect(await statements.run(`select 1 as found from thing where id = $1`, [id(4)])).toEqual([]);
	});

	it('forget the one not used longest, and know it again when asked', async () => {
		for (let i = 0; i < 700; i++) expect(await statements.run(`select ${i} + $1::integer as n`, [1])).toEqual([{ n: i + 1 }]);
		const [kept] = await statements.run<{ n: number }>(`select count(*)::integer as n from pg_prepared_statements`);
		expect(kept!.n).toBeLessThanOrEqual(301);
		expect(await statements.run(`select 0 + $1::integer as n`, [1])).toEqual([{ n: 1 }]);
	});

	it('are parsed again by themselves when a table has changed', async () => {
		const ask = () => statements.run(`select name from thing where n = $1`, [99]);
		expect(await ask()).toEqual([]);
		await pg.exec(`create index thing_n on thing (n)`);
		await pg.exec(`insert into thing (id, name, n) values ('${id(9)}', 'nove', 99)`);
		expect(await ask()).toEqual([{ name: 'nove' }]);
	});

	it('wait for each other when many are asked at once', async () => {
		const asked = await Promise.all(Array.from({ length: 50 }, (_, i) => statements.run(`select $1::integer as n`, [i])));
		expect(asked).toEqual(Array.from({ length: 50 }, (_, i) => [{ n: i }]));
	});
});
