/**
 * Thirty live lists are open; somebody writes. From the call until the list that shows it has been given the new rows;
 * and how many lists a write wakes that concerns none of them. Baseline: PGlite's own live queries on the same rows.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { live } from '@electric-sql/pglite/live';
import type { Figure } from './support/figure.ts';
import { lastMark, markText } from './support/marks.ts';
import { loadAverage } from './support/machine.ts';
import { isReady, openReplica, type BenchReplica } from './support/replica.ts';
import { summarise } from './support/stats.ts';

/** Each finds between a handful and its fifty rows. */
const texts = [
	'silva',
	'santos',
	'oliveira',
	'souza',
	'rodrigues',
	'ferreira',
	'alves',
	'pereira',
	'lima',
	'gomes',
	'costa',
	'ribeiro',
	'martins',
	'carvalho',
	'almeida',
	'lopes',
	'soares',
	'fernandes',
	'vieira',
	'barbosa',
	'rocha',
	'dias',
	'nunes',
	'marques',
	'maria',
	'jose',
	'ana'
];

export const localWrite: Figure = {
	name: 'local-write',
	what: 'local write → own screen, 30 live lists open (Node, memory)',
	async run(lab) {
		const database = await lab.database(10_000);
		const centre = await lab.centre(database);
		const replica = await openReplica({ url: centre.url, person: await database.signIn('atendente.prudente'), folder: lab.folder });
		await replica.until(isReady);
		const { core } = replica;
		const shown = new Map<number, (at: number) => void>();
		const heard = (rows: unknown): void => {
			const n = lastMark(JSON.stringify(rows));
			if (n !== null) shown.get(n)?.(performance.now());
		};
		const [watched, ...others] = (await core.sql<{ id: string }>(`select id from customer order by md5(id::text) limit 3`)).map(
			(r) => r.id
		) as [string, ...string[]];
		const first: Promise<void>[] = [];
		const show = (name: string, args: unknown): unknown =>
			first.push(new Promise((done, failed) => void core.live(name, args, { rows: (rows) => (heard(rows), done()), failed })));
		for (const text of texts) show('customer.search', { text });
		for (const id of [watched, ...others]) show('customer.get', { id });
		await Promise.all(first);

		const write = async (id: string, n: number): Promise<void> => {
			const result = await core.mutate('customer.update', { id, changes: { remarks: { from: null, to: markText(n) } } });
			if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
		};
		const times: number[] = [];
		for (let i = 0; i < lab.times(200); i++) {
			const n = lab.marks(1);
			const onScreen = new Promise<number>((resolve) => shown.set(n, resolve));
			const began = performance.now();
			await write(watched, n);
			times.push((await onScreen) - began);
			await replica.until(isReady);
		}

		// Somebody whom no list shows and no list could show.
		const [nobody] = await core.sql<{ id: string }>(
			`select id from customer where ${texts.map((t) => `search not like '%${t}%'`).join(' and ')} and id not in (${[watched, ...others].map((id) => `'${id}'`).join(',')}) limit 1`
		);
		while (core.liveStats().waiting > 0) await delay(20);
		const before = core.liveStats();
		const unrelated = lab.times(50);
		for (let i = 0; i < unrelated; i++) {
			await write(nobody!.id, lab.marks(1));
			await replica.until(isReady);
		}
		while (core.liveStats().waiting > 0) await delay(20);
		const runs = core.liveStats().runs - before.runs;
		const stock = await stockLive(replica, watched, lab.times(50));
		await replica.close();
		const params = { lists: texts.length + 3, customers: 10_000, load: loadAverage() };
		return [
			{
				name: 'local-write/own screen',
				unit: 'ms',
				...summarise(times),
				target: { kind: 'atMost', p95: 30 },
				baseline: { what: 'live extension of PGlite, 30 queries', ...stock },
				params
			},
			{
				name: 'local-write/unrelated wakes',
				unit: 'count',
				p50: runs,
				p95: runs,
				p99: runs,
				n: unrelated,
				target: { kind: 'atMost', p99: 0 },
				baseline: { what: 'live extension of PGlite: every query, at every write', p50: 30 * unrelated },
				params
			}
		];
	}
};

/** The same thirty questions as live queries of PGlite's extension, over a copy of the same database. */
async function stockLive(replica: BenchReplica, watched: string, times: number) {
	const pg = await PGlite.create({ loadDataDir: await replica.pg().dumpDataDir('none'), extensions: { pg_trgm, live } });
	let shown: ((at: number) => void) | null = null;
	const record = `select * from customer where id = $1`;
	await pg.live.query<{ reference: string }>(record, [watched], () => shown?.(performance.now()));
	for (let i = 0; i < 2; i++) await pg.live.query(`${record} and ${i} = ${i}`, [watched], () => undefined);
	for (const text of texts)
		await pg.live.query(
			`select * from customer where search like $1 order by name_folded using ~<~ limit 50`,
			[`%${text}%`],
			() => undefined
		);
	const measured: number[] = [];
	for (let i = 0; i < times; i++) {
		const onScreen = new Promise<number>((resolve) => (shown = resolve));
		const began = performance.now();
		await pg.query(`update customer set reference = $1 where id = $2`, [`R${i}`, watched]);
		measured.push((await onScreen) - began);
	}
	await pg.close();
	return summarise(measured);
}
