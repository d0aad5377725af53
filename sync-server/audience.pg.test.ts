import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { syncedTables } from '#lib/schema/synced.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { projectAll } from '#lib/sync/projection.ts';
import { Audience } from './audience.ts';
import { Metrics } from './metrics.ts';
import { closeCodes, Session } from './session.ts';
import { Slots } from './slots.ts';
import { ready } from './testing/world.ts';
import { until, useWorld } from './testing/use-world.ts';

const at = useWorld();
const contacts = (branch: string, customer: string, count: number, wide = false): Promise<unknown> =>
	at.world.pool.query(
		`insert into contact (id, branch_id, customer_id, name, remarks, created_at, updated_at)
		 select gen_random_uuid(), $1, $2, 'Contato ' || n, ${wide ? `(select string_agg(md5(n || ' ' || k || ' ' || random()), '') from generate_series(1, 60) k)` : `null`}, now(), now() from generate_series(1, $3::int) n`,
		[branch, customer, count]
	);
const metric = (name: string): number => Number(new RegExp(`balcao_${name} (\\d+)`).exec(at.world.centre.metrics())![1]);
const deltas = (frames: readonly string[]) => frames.filter((f) => f.startsWith('{"t":"delta"'));

describe('noticing', () => {
	it('[W2] what is rolled back, whole or to a savepoint, is never sent; what is not committed is not sent yet', async () => {
		const branch = await at.world.branch('Centro');
		const replica = await at.replica(await at.world.person('attendant', [branch]), { keepFrames: true });
		await replica.until(ready);
		const client = await at.database.pool.connect();
		const insert = (name: string) =>
			client.query(
				`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at) values ($1, $2, $3, 'natural', $4, '52998224725', '2026-01-10', 'Rua', 'Campinas', 'SP', now(), now())`,
				[newUuid(), branch, 2_000_000 + Math.floor(Math.random() * 1e8), name]
			);
		await client.query('begin');
		await insert('Fantasma inteiro');
		await client.query('rollback');
		await client.query('begin');
		await insert('Fica');
		await client.query('savepoint s');
		await insert('Fantasma do ponto');
		await client.query('rollback to savepoint s');
		await at.world.customer(branch, 'Enquanto isso');
		await replica.sees(`select name from customer`, [{ name: 'Enquanto isso' }]);
		await client.query('commit');
		client.release();
		await replica.sees(`select name from customer order by name`, [{ name: 'Enquanto isso' }, { name: 'Fica' }]);
		expect(replica.frames.join()).not.toContain('Fantasma');
	});

	it('[W3] a write transaction that stays open delays nobody, and arrives whole when it ends', async () => {
		const branch = await at.world.branch('Centro');
		const [slow, fast] = [await at.world.customer(branch, 'Lenta'), await at.world.customer(branch, 'Rápida')];
		const replica = await at.replica(await at.world.person('attendant', [branch]));
		await replica.until(ready);
		const client = await at.database.pool.connect();
		await client.query('begin');
		await client.query(`update customer set district = 'Aberta' where id = $1`, [slow]);
		for (let n = 0; n < 25; n++) {
			await at.world.pool.query(`update customer set district = $2 where id = $1`, [fast, `Bairro ${n}`]);
			await replica.sees(`select district from customer where id = '${fast}'`, [{ district: `Bairro ${n}` }]);
			if (n % 5 === 0)
				await client.query(
					`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) values ($1, $2, $3, 'Da aberta', now(), now())`,
					[newUuid(), branch, slow]
				);
		}
		// A link lost meanwhile: the cursor names the open transaction as not seen.
		replica.transport.cut();
		await replica.until((s) => s.link.state !== 'online');
		await client.query('commit');
		client.release();
		await replica.sees(
			`select district, (select count(*)::int from contact where name = 'Da aberta') as contacts from customer where id = '${slow}'`,
			[{ district: 'Aberta', contacts: 5 }]
		);
		expect(await replica.core.verifyNow()).toBe(0);
	});
});

describe('one read for many', () => {
	it('[A1] sessions with the same rights get the same bytes from one round', async () => {
		await until(() => metric('sessions') === 0, 'those of other tests are gone');
		const branch = await at.world.branch('Centro');
		const clients = [];
		for (let n = 0; n < 4; n++) {
			const client = await at.raw((await at.world.person('attendant', [branch])).token);
			await client.join();
			await client.next('delta');
			clients.push(client);
		}
		expect(metric('audiences')).toBe(1);
		const rounds = metric('rounds_total');
		await at.world.customer(branch, 'Para todos');
		const bodies = new Set<string>();
		for (const client of clients) {
			let body = '';
			while (!body.includes('Para todos')) ({ body } = await client.next('delta'));
			bodies.add(body);
		}
		expect(bodies.size).toBe(1);
		expect(metric('rounds_total') - rounds).toBeLessThanOrEqual(2);
	});

	it('[A6] a change in another branch starts no read', async () => {
		const [here, elsewhere] = [await at.world.branch('Aqui'), await at.world.branch('Longe')];
		const client = await at.raw((await at.world.person('attendant', [here])).token);
		await client.join();
		await client.next('delta');
		const customer = await at.world.customer(here, 'Antes');
		while (!(await client.next('delta')).body.includes('Antes'));
		const rounds = metric('rounds_total');
		for (let n = 0; n < 10; n++) await at.world.customer(elsewhere);
		await at.world.pool.query(`update customer set name = 'Depois' where id = $1`, [customer]);
		while (!(await client.next('delta')).body.includes('Depois'));
		expect(metric('rounds_total') - rounds).toBeLessThanOrEqual(2);
	});

	it('[D6] hidden and generated columns never cross the wire', async () => {
		const branch = await at.world.branch('Centro');
		const client = await at.raw((await at.world.person('attendant', [branch])).token);
		await client.join();
		await client.next('delta');
		await at.world.customer(branch, 'Árvore');
		const [row] = JSON.parse((await client.next('delta')).body) as Record<string, unknown>[];
		expect(row).toMatchObject({ name: 'Árvore' });
		expect(Object.keys(row!)).not.toContain('search');
		expect(Object.keys(row!)).not.toContain('name_folded');
	});

	it('[D2] (!) a technician never gets an invoice, by delta, page, check or repair', async () => {
		const branch = await at.world.branch('Centro');
		const customer = await at.world.customer(branch);
		const person = await at.world.person('technician', [branch]);
		const client = await at.raw(person.token);
		await client.join();
		await client.next('delta');
		await at.world.pool.query(
			`insert into invoice (id, branch_id, customer_id, number, due_on, amount_cents, created_at, updated_at) values ($1, $2, $3, 1, '2026-02-10', 9990, now(), now())`,
			[newUuid(), branch, customer]
		);
		await at.world.customer(branch, 'Marco');
		for (;;) {
			const { message, body } = await client.next('delta');
			for (const section of message.sections) if (section.table === 'invoice') expect(section.length).toBe(2);
			if (body.includes('Marco')) break;
		}
		client.say({ t: 'check', table: 'invoice', after: null, rows: 100 });
		expect((await client.next('checked')).message).toMatchObject({ rows: 0, sum: '0' });
		client.say({ t: 'repair', table: 'invoice', after: null, upto: null, expected: true });
		expect((await client.next('range')).body).toBe('[]');
		expect(
			await (await fetch(`${at.world.url}/sync/page?table=invoice`, { headers: { authorization: `Bearer ${person.token}` } })).text()
		).toBe('');
	});
});

describe('large and slow', () => {
	it('[D4 A3] ten thousand rows of one transaction appear at once, and never a half', async () => {
		const branch = await at.world.branch('Centro');
		const customer = await at.world.customer(branch);
		const replica = await at.replica(await at.world.person('attendant', [branch]), { keepFrames: true });
		await replica.until(ready);
		const seen = new Set<number>();
		let watching = true;
		const watch = (async () => {
			for (; watching; await new Promise((done) => setTimeout(done, 1)))
				seen.add((await replica.core.sql<{ n: number }>(`select count(*)::int as n from contact`))[0]!.n);
		})();
		replica.frames.length = 0;
		await contacts(branch, customer, 10_000);
		await replica.sees(`select count(*)::int as n from contact`, [{ n: 10_000 }]);
		watching = false;
		await watch;
		expect([...seen].sort()).toEqual([0, 10_000].filter((n) => seen.has(n)));
		expect(deltas(replica.frames).length).toBeGreaterThan(1);
		// Away for another ten thousand: a catch-up of its own.
		replica.transport.down = true;
		replica.transport.cut();
		await replica.until((s) => s.link.state === 'offline');
		await at.world.pool.query(`update contact set name = 'Outro'`);
		const before = metric('catch_ups_total');
		replica.transport.down = false;
		replica.core.reconnect();
		await replica.sees(`select count(*)::int as n from contact where name = 'Outro'`, [{ n: 10_000 }]);
		await until(() => metric('catch_ups_total') === before + 1, 'counted as a catch-up');
		expect(await replica.core.verifyNow()).toBe(0);
	});

	it('[A2 A4] a reader that stalls is set aside, costs no memory, and catches up from its own cursor', async () => {
		const branch = await at.world.branch('Centro');
		const customer = await at.world.customer(branch);
		const [slow, quick] = [
			await at.raw((await at.world.person('attendant', [branch])).token),
			await at.raw((await at.world.person('attendant', [branch])).token)
		];
		for (const client of [slow, quick]) {
			await client.join();
			await client.next('delta');
		}
		const stalls = metric('stalls_total');
		slow.socket.pause();
		// Some 2 MB each, hardly compressible.
		for (let n = 0; n < 40 && metric('stalls_total') === stalls; n++) {
			await contacts(branch, customer, 1_000, true);
			await at.world.pool.query(`update customer set district = $2 where id = $1`, [customer, `Passo ${n}`]);
			while (!(await quick.next('delta')).body.includes(`Passo ${n}`));
		}
		expect(metric('stalls_total')).toBe(stalls + 1);
		const rss = process.memoryUsage().rss;
		for (let n = 0; n < 60; n++) {
			await at.world.pool.query(`update contact set mobile = $1 where id in (select id from contact limit 300)`, [String(n)]);
			await at.world.pool.query(`update customer set district = $2 where id = $1`, [customer, `Depois ${n}`]);
			while (!(await quick.next('delta')).body.includes(`Depois ${n}`));
		}
		expect(process.memoryUsage().rss - rss).toBeLessThan(150e6);
		slow.socket.resume();
		const { rows } = await at.world.pool.query<{ id: string; mobile: string | null }>(
			`select id, mobile from contact where branch_id = $1`,
			[branch]
		);
		await until(() => {
			const have = new Map<string, string | null>();
			for (const { message, body } of slow.received) {
				let from = 0;
				for (const section of message.t === 'delta' ? message.sections : []) {
					const of = JSON.parse(body.slice(from, (from += section.length))) as { id: string; mobile: string | null }[];
					if (section.table === 'contact') for (const row of of) have.set(row.id, row.mobile);
				}
			}
			return rows.every((r) => have.get(r.id) === r.mobile);
		}, 'has everything');
	});

	it('[A4] readers that stall in the middle of their catch-up do not take the connections of the others', async () => {
		const branch = await at.world.branch('Centro');
		const customer = await at.world.customer(branch);
		const quick = await at.replica(await at.world.person('attendant', [branch]));
		await quick.until(ready);
		const { token } = await at.world.person('attendant', [branch]);
		const { epoch, audience, cursor } = await (await at.raw(token)).join();
		await contacts(branch, customer, 6_000, true);
		for (let n = 0; n < 24; n++) {
			const client = await at.raw(token);
			await client.join({ replica: { epoch, audience, cursor } });
			client.socket.pause();
		}
		await until(async () => Number(/balcao_pool_total (\d+)/.exec(at.world.centre.metrics())![1]) > 5, 'catch-ups under way');
		for (let n = 0; n < 5; n++) {
			expect(
				await quick.core.mutate('customer.update', { id: customer, changes: { district: { from: null, to: `Passo ${n}` } } })
			).toMatchObject({ ok: true });
			await quick.until((s) => s.pending === 0, 'others work on');
		}
	});

	it('[A2] a socket that fails while it is sent to loses its own link only; nobody misses a frame', async () => {
		const branch = await at.world.branch('Centro');
		const { actor } = await at.world.person('attendant', [branch]);
		const audience = new Audience({
			pool: at.world.pool,
			projections: projectAll(syncedTables),
			actor,
			metrics: new Metrics(),
			catchUps: new Slots(1),
			log: () => undefined
		});
		const { rows } = await at.world.pool.query<{ cursor: string; epoch: string }>(
			`select pg_current_snapshot()::text || '@' || (select id from sync.beacon limit 1) as cursor, (select epoch::text from sync.state) as epoch`
		);
		const member = (id: string) => {
			const socket = {
				bufferedAmount: 0,
				sent: [] as string[],
				failing: false,
				ended: false,
				send: (bytes: Buffer) => {
					if (socket.failing) throw new Error('no such socket');
					socket.sent.push(bytes.toString());
				},
				terminate: () => void (socket.ended = true),
				close: () => undefined
			};
			const session = new Session(socket as unknown as WebSocket, { actor, sessionId: id, expiresAt: new Date() });
			session.epoch = rows[0]!.epoch;
			session.state = { kind: 'behind', cursor: rows[0]!.cursor, busy: false };
			audience.sessions.add(session);
			return { socket, session };
		};
		const [bad, good] = [member('bad'), member('good')];
		audience.wake();
		await until(() => bad.session.state.kind === 'live' && good.session.state.kind === 'live', 'live');
		bad.socket.failing = true;
		await at.world.customer(branch, 'Um');
		audience.wake();
		await until(() => bad.socket.ended, 'ended');
		bad.session.state = { kind: 'closed' };
		audience.forget(bad.session);
		await at.world.customer(branch, 'Dois');
		audience.wake();
		await until(() => good.socket.ended || /"Um"[^]*"Dois"/.test(good.socket.sent.join()), 'the other has both, or was told to come back');
	});

	it('[H5] what happens under a new epoch is never told to who was greeted under the old one', async () => {
		const branch = await at.world.branch('Centro');
		const { actor } = await at.world.person('attendant', [branch]);
		const audience = new Audience({
			pool: at.world.pool,
			projections: projectAll(syncedTables),
			actor,
			metrics: new Metrics(),
			catchUps: new Slots(1),
			log: () => undefined
		});
		const { rows } = await at.world.pool.query<{ cursor: string; epoch: string }>(
			`select pg_current_snapshot()::text || '@' || (select id from sync.beacon limit 1) as cursor, (select epoch::text from sync.state) as epoch`
		);
		const sent: string[] = [];
		let closed = 0;
		const socket = {
			bufferedAmount: 0,
			send: (bytes: Buffer) => void sent.push(bytes.toString()),
			close: (code: number) => void (closed = code),
			terminate: () => undefined
		};
		const session = new Session(socket as unknown as WebSocket, { actor, sessionId: 'one', expiresAt: new Date() });
		session.epoch = rows[0]!.epoch;
		session.state = { kind: 'behind', cursor: rows[0]!.cursor, busy: false };
		audience.sessions.add(session);
		audience.wake();
		await until(() => session.state.kind === 'live', 'live');
		// As after a crash: the first thing that is done there, and nobody has noticed yet.
		const client = await at.world.pool.connect();
		await client.query('begin');
		await client.query('truncate sync.clean');
		await client.query(
			`insert into observation_type (id, name, created_at, updated_at) values (gen_random_uuid(), 'Depois da queda', now(), now())`
		);
		await client.query('commit');
		client.release();
		audience.wake();
		await until(() => closed !== 0, 'sent away');
		expect(closed).toBe(1012);
		expect(sent.join()).not.toContain('Depois da queda');
	});

	it('[A2 A5] beyond 1 MiB a frame is not sent but made up for later; beyond 16 MiB the socket is closed', async () => {
		const branch = await at.world.branch('Centro');
		const { actor } = await at.world.person('attendant', [branch]);
		const sent: string[] = [];
		const socket = {
			bufferedAmount: 0,
			closed: 0,
			send: (bytes: Buffer) => void sent.push(bytes.toString()),
			close: (code: number) => void (socket.closed = code)
		};
		const session = new Session(socket as unknown as WebSocket, { actor, sessionId: newUuid(), expiresAt: new Date() });
		const audience = new Audience({
			pool: at.world.pool,
			projections: projectAll(syncedTables),
			actor,
			metrics: new Metrics(),
			catchUps: new Slots(1),
			log: () => undefined
		});
		const { rows } = await at.world.pool.query<{ cursor: string; epoch: string }>(
			`select pg_current_snapshot()::text || '@' || (select id from sync.beacon limit 1) as cursor, (select epoch::text from sync.state) as epoch`
		);
		session.epoch = rows[0]!.epoch;
		session.state = { kind: 'behind', cursor: rows[0]!.cursor, busy: false };
		audience.sessions.add(session);
		audience.wake();
		await until(() => session.state.kind === 'live', 'live');
		sent.length = 0;

		socket.bufferedAmount = 2 * 1024 * 1024;
		await at.world.customer(branch, 'Um');
		audience.wake();
		await until(() => session.state.kind === 'behind', 'set aside');
		await at.world.customer(branch, 'Dois');
		audience.wake();
		await audience.idle();
		expect(sent).toEqual([]);
		socket.bufferedAmount = 0;
		await until(() => session.state.kind === 'live', 'back');
		expect(sent).toHaveLength(1);
		expect(sent[0]).toContain('"Um"');
		expect(sent[0]).toContain('"Dois"');

		socket.bufferedAmount = 17 * 1024 * 1024;
		await at.world.customer(branch, 'Três');
		audience.wake();
		await until(() => socket.closed !== 0, 'closed');
		expect(socket.closed).toBe(closeCodes.slow);
	});
});
