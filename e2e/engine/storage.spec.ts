import { expect, test } from '@playwright/test';
import { Browser, serveHarness } from './support.ts';

/** The replica's files in a real browser: what survives, what recovers, what is refused. */
let harness: Awaited<ReturnType<typeof serveHarness>>;
let browser: Browser;
test.beforeAll(async () => void (harness = await serveHarness()));
test.afterAll(() => harness.close());
test.beforeEach(async () => void (browser = await Browser.on(harness.url)));
test.afterEach(() => browser.remove());

const big = (n: number) =>
	[...Array(n).keys()].map(
		(i) => `create table t${i} (id uuid primary key, name text, at timestamptz); create index on t${i} (name); create index on t${i} (at)`
	);

test('the IndexedDB journal follows every rule of a journal', async () => {
	const page = await browser.start();
	expect(await page.evaluate(() => window.call('journalContract'))).toEqual({ rules: 8, broken: [] });
});

test('a generation is made from the prepared image, and reopened', async () => {
	const page = await browser.start();
	const made = (await page.evaluate(() => window.call('create', 'g1'))) as { storage: string; ms: number };
	expect(made.storage).toBe('opfs');
	expect(await page.evaluate(() => window.call('problems'))).toEqual([]);
	expect(
		await page.evaluate(() =>
			window.call('sql', `select fold('Ação') f, similarity('abc', 'abd') > 0 s, current_setting('shared_buffers') b`)
		)
	).toEqual([{ f: 'acao', s: true, b: '32MB' }]);
	await page.evaluate(() => window.call('exec', 'create table x (id int); insert into x values (1)'));
	await page.evaluate(() => window.call('close'));
	const again = (await page.evaluate(() => window.call('open', 'g1'))) as { ms: number };
	console.log(`made in ${Math.round(made.ms)} ms, reopened in ${Math.round(again.ms)} ms`);
	expect(await page.evaluate(() => window.call('sql', 'select id from x'))).toEqual([{ id: 1 }]);
	expect(await page.evaluate(() => window.call('open', 'never made'))).toBe(null);
});

test('a generation is made from nothing where there is no image', async () => {
	const page = await browser.start();
	await page.evaluate(() => window.call('create', 'g1', { image: '/replica/missing.tgz' }));
	expect(await page.evaluate(() => window.call('sql', `select fold('Ação') f, similarity('abc', 'abd') > 0 s`))).toEqual([
		{ f: 'acao', s: true }
	]);
});

test('the pool has room for 40 indexed tables (240 files) in one statement, and for 200 tables in one transaction', async () => {
	const page = await browser.start();
	await page.evaluate(() => window.call('create', 'g1'));
	await page.evaluate((sql) => window.call('exec', sql), big(40).join(';'));
	await page.evaluate(
		(list) => window.call('transaction', list),
		[...Array(200).keys()].map((i) => `create table u${i} (id uuid primary key, name text)`)
	);
	expect(
		await page.evaluate(() =>
			window.call('sql', `select count(*)::int n from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`)
		)
	).toEqual([{ n: 240 }]);
	await page.evaluate(() => window.call('close'));
	await page.evaluate(() => window.call('open', 'g1'));
	expect(await page.evaluate(() => window.call('sql', 'select count(*)::int n from u199'))).toEqual([{ n: 0 }]);
});

test('the log stays short although Postgres makes no checkpoints by itself here', async () => {
	const page = await browser.start();
	await page.evaluate(() => window.call('create', 'g1'));
	await page.evaluate(() => window.call('exec', 'create table x (id int, t text)'));
	for (let i = 0; i < 40; i++)
		await page.evaluate(() => window.call('sql', `insert into x select g, repeat('x', 200) from generate_series(1, 20000) g`));
	await expect
		.poll(
			async () => ((await page.evaluate(() => window.call('sql', 'select count(*)::int n from pg_ls_waldir()'))) as [{ n: number }])[0].n,
			{ timeout: 15_000 }
		)
		.toBeLessThan(40);
});

for (const place of ['mirror', 'idb', 'memory'] as const) {
	test(`where handles do not work, ${place} does`, async () => {
		const page = await browser.start();
		const made = await page.evaluate((p) => window.call('create', 'g1', { places: [p] }), place);
		expect(made).toMatchObject({ storage: place === 'mirror' ? 'opfs' : place });
		await page.evaluate(() => window.call('transaction', ['create table x (id int)', 'insert into x values (1)']));
		if (place === 'memory') return;
		await browser.kill();
		const next = await browser.start();
		await next.evaluate(() => window.call('open', 'g1'));
		expect(await next.evaluate(() => window.call('sql', 'select id from x'))).toEqual([{ id: 1 }]);
		await next.evaluate(() => window.call('close'));
		await next.evaluate(() => window.call('deleteOthers', null));
		expect(await next.evaluate(() => window.call('open', 'g1'))).toBe(null);
	});
}

test('the next place is tried when one fails', async () => {
	const page = await browser.start();
	const made = await page.evaluate(() =>
		window.call('create', 'g1', { places: ['handles', 'memory'], pool: { initialPoolSize: 20, maintainedPoolSize: 20 } })
	);
	expect(made).toMatchObject({ storage: 'memory' });
	expect(await page.evaluate(() => window.call('generations'))).toEqual([]);
});

test('[kill] browser killed mid-write: nothing acknowledged is lost, in the replica and in the journal', async () => {
	test.setTimeout(180_000);
	const acked = { sql: 0, journal: 0 };
	let page = await browser.start((what) => void Object.assign(acked, what));
	await page.evaluate(() => window.call('create', 'g1'));
	await page.evaluate(() => window.call('exec', 'create table a (n int primary key, t text); create table b (n int primary key, t text)'));
	for (let round = 0; round < 6; round++) {
		const goal = acked.journal + 40 + round * 17;
		void page.evaluate(() => window.call('write')).catch(() => undefined);
		await expect.poll(() => acked.journal, { timeout: 30_000, intervals: [5] }).toBeGreaterThan(goal);
		await browser.kill();
		page = await browser.start((what) => void Object.assign(acked, what));
		expect(await page.evaluate(() => window.call('open', 'g1'))).toMatchObject({ storage: 'opfs' });
		const [{ a, b, joined, top }] = (await page.evaluate(() =>
			window.call(
				'sql',
				'select (select count(*) from a)::int a, (select count(*) from b)::int b, (select count(*) from a join b using (n))::int joined, (select max(n) from a)::int top'
			)
		)) as [{ a: number; b: number; joined: number; top: number }];
		expect(a).toBe(b);
		expect(joined).toBe(a);
		expect(top).toBeGreaterThanOrEqual(acked.sql);
		const journal = (await page.evaluate(() => window.call('journalOfWrites'))) as { nextSeq: number; seqs: number[] };
		expect(journal.seqs.at(-1)).toBeGreaterThanOrEqual(acked.journal);
		expect(journal.nextSeq).toBe(journal.seqs.at(-1)! + 1);
	}
});

test('[kill] browser killed while a generation is being made: the next start makes another and deletes it', async () => {
	test.setTimeout(120_000);
	for (const delay of [150, 400, 700, 1000]) {
		const page = await browser.start();
		const made = page
			.evaluate(() => window.call('create', 'cut'))
			.then(
				() => true,
				() => false
			);
		// The kill has to fall somewhere into the making; when it comes late, the round proves less, not something wrong.
		await new Promise((resolve) => setTimeout(resolve, delay));
		await browser.kill();
		await made;
		const next = await browser.start();
		await next.evaluate(() => window.call('create', 'whole'));
		await next.evaluate(() => window.call('deleteOthers', 'whole'));
		expect(await next.evaluate(() => window.call('generations'))).toEqual(['whole']);
		expect(await next.evaluate(() => window.call('sql', 'select 1 as one'))).toEqual([{ one: 1 }]);
		await next.evaluate(() => window.call('close'));
		await next.evaluate(() => window.call('deleteOthers', null));
		await browser.kill();
	}
});

test('a generation that was cut is not opened', async () => {
	const page = await browser.start();
	await page.evaluate(() => window.call('create', 'g1'));
	await page.evaluate(() => window.call('close'));
	await page.evaluate(async () => {
		const directory = await (await (await navigator.storage.getDirectory()).getDirectoryHandle('balcao')).getDirectoryHandle('u');
		const generation = await directory.getDirectoryHandle('g1');
		// What a kill between emptying and writing the list of files would leave.
		await (await (await generation.getFileHandle('state.txt')).createWritable()).close();
	});
	expect(await page.evaluate(() => window.call('open', 'g1'))).toBe(null);
});

test('files held by another worker are waited for, and refused when it lives on', async () => {
	const page = await browser.start();
	await page.evaluate(() => window.call('create', 'g1'));
	const other = await browser.page();
	await expect(other.evaluate(() => window.call('open', 'g1', { heldMs: 300 }))).rejects.toThrow(
		/NoModificationAllowed|StorageHeld|Access Handles/
	);
	const opening = other.evaluate(() => window.call('open', 'g1'));
	await page.close();
	expect(await opening).toMatchObject({ storage: 'opfs' });
});
