import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mutators } from '#lib/mutators/index.ts';
import { customer } from '#lib/schema/customer.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { defineMutator, ok, refuse, registry, type AnyMutator } from '#lib/sync/model.ts';
import { projectAll } from '#lib/sync/projection.ts';
import { schemaHash } from '#lib/sync/schema-hash.ts';
import { loopback, ready, type Person, type TestReplica } from './testing/world.ts';
import { until, useWorld } from './testing/use-world.ts';

/** What the centre shall do to each mutation by its word; nothing: write it. */
const orders = new Map<string, () => void>();
const runs = new Map<string, number>();
const note = defineMutator({
	name: 'test.note',
	version: 3,
	args: z.object({ id: z.uuid(), words: z.string() }),
	// Version 1 said `customerId` and `text`, version 2 renamed the text.
	upgrade: {
		1: (a) => ({ customerId: (a as { customerId: string }).customerId, words: (a as { text: string }).text }),
		2: (a) => ({ id: (a as { customerId: string }).customerId, words: (a as { words: string }).words })
	},
	async run(tx, args, ctx) {
		if (ctx.place === 'centre') runs.set(args.words, (runs.get(args.words) ?? 0) + 1);
		const [stored] = await tx.select().from(customer).where(eq(customer.id, args.id));
		if (!stored) return refuse('not_found');
		await tx
			.update(customer)
			.set({ remarks: [stored.remarks, args.words].filter(Boolean).join(' '), updatedAt: ctx.now })
			.where(eq(customer.id, args.id));
		if (ctx.place === 'centre') orders.get(args.words)?.();
		return args.words === 'recusada' && ctx.place === 'centre' ? refuse('customer_reasons', { field: 'words' }) : ok();
	}
});
const at = useWorld({ mutators: registry([...mutators.values(), note] as unknown as readonly AnyMutator[]) });
const own = { mutators: registry([...mutators.values(), note] as unknown as readonly AnyMutator[]) };

const remarks = async (id: string): Promise<string | null> =>
	(await at.world.pool.query<{ remarks: string | null }>(`select remarks from customer where id = $1`, [id])).rows[0]!.remarks;
async function office(): Promise<{ branch: string; id: string; person: Person; replica: TestReplica }> {
	const branch = await at.world.branch('Centro');
	const id = await at.world.customer(branch);
	const person = await at.world.person('attendant', [branch]);
	const replica = await at.replica(person, own);
	await replica.until(ready);
	return { branch, id, person, replica };
}

describe('order and once', () => {
	it('[P3] (!) a push sent again is not run again; its first result is acknowledged', async () => {
		const { id, person } = await office();
		const client = await at.raw(person.token);
		await client.join();
		const sent = client.push(1, 'test.note', { id, words: 'uma-vez' }, { version: 3 });
		expect((await client.next('acks')).message.acks).toEqual([{ seq: 1, outcome: { ok: true } }]);
		client.say({ t: 'push', mutations: [sent] });
		client.say({ t: 'push', mutations: [{ ...sent, args: { id, words: 'outra' } }] });
		client.push(2, 'test.note', { id, words: 'recusada' }, { version: 3 });
		expect((await client.next('acks')).message.acks).toEqual([
			{ seq: 2, outcome: { ok: false, code: 'customer_reasons', field: 'words' } }
		]);
		expect(await remarks(id)).toBe('uma-vez');
		const later = await at.raw(person.token);
		await later.join({ clientId: client.clientId });
		expect((await later.next('acks')).message.acks.map((a) => [a.seq, a.outcome.ok])).toEqual([
			[1, true],
			[2, false]
		]);
	});

	it('[P4] a gap is answered by rewind, and nothing of it is run', async () => {
		const { id, person } = await office();
		const client = await at.raw(person.token);
		await client.join();
		client.push(3, 'test.note', { id, words: 'terceira' }, { version: 3 });
		expect((await client.next('rewind')).message.seq).toBe(1);
		expect(await remarks(id)).toBeNull();
	});

	it('[P3] the same intent under another number of another outbox is answered as before', async () => {
		const { id, person } = await office();
		const first = await at.raw(person.token);
		await first.join();
		const sent = first.push(1, 'test.note', { id, words: 'renumerada' }, { version: 3 });
		await first.next('acks');
		const second = await at.raw(person.token);
		await second.join();
		second.push(1, 'test.note', sent.args, { version: 3, id: sent.id });
		expect((await second.next('acks')).message.acks).toEqual([{ seq: 1, outcome: { ok: true } }]);
		expect(await remarks(id)).toBe('renumerada');
	});

	it('[P1] two sockets of one outbox on two nodes run each mutation once, in order', async () => {
		const { id, person } = await office();
		const other = await at.world.anotherNode();
		const words = Array.from({ length: 20 }, (_, i) => `n${i}`);
		const clientId = newUuid();
		const mutations = words.map((w, i) => ({
			seq: i + 1,
			id: newUuid(),
			name: 'test.note',
			version: 3,
			args: { id, words: w },
			numbers: {},
			askedAt: new Date().toISOString()
		}));
		const sockets = [at.world.url, other.url].map((url) => {
			const got: string[] = [];
			let send: (text: string) => void = () => undefined;
			const transport = loopback({ url }, person.token);
			const socket = transport.connect({
				opened: () =>
					send(
						JSON.stringify({
							t: 'hello',
							protocol: 1,
							build: 'x',
							schema: schemaHash(projectAll(syncedTables)),
							clientId,
							ackedSeq: 0,
							replica: null
						})
					),
				message: (m) => void got.push(String(m)),
				closed: () => undefined
			});
			send = (text) => socket.send(text);
			return { socket, got };
		});
		await until(() => sockets.every((s) => s.got.length > 0), 'welcome on both');
		for (const m of mutations) for (const { socket } of sockets) socket.send(JSON.stringify({ t: 'push', mutations: [m] }));
		await until(async () => (await remarks(id))?.split(' ').length === 20, 'all run');
		expect(await remarks(id)).toBe(words.join(' '));
		for (const { socket } of sockets) socket.close();
		await other.stop();
	});
});

describe('what cannot be run', () => {
	it('[P7] a mutator that throws is tried 3 times, then parked in the inbox, and what follows lands', async () => {
		const { id, replica } = await office();
		orders.set('veneno', () => {
			throw new Error('a defect');
		});
		await replica.core.mutate('test.note', { id, words: 'veneno' });
		await replica.core.mutate('test.note', { id, words: 'depois' });
		await replica.until((s) => ready(s) && s.refused === 1, 'parked');
		expect(runs.get('veneno')).toBe(3);
		expect(await remarks(id)).toBe('depois');
		expect(await replica.core.sql(`select remarks from customer`)).toEqual([{ remarks: 'depois' }]);
		const [entry] = await replica.core.inbox();
		expect(entry).toMatchObject({ name: 'test.note', code: 'crashed', parked: true, args: { id, words: 'veneno' } });
		expect(at.world.logs.join('\n')).not.toContain('veneno');
		orders.delete('veneno');
		await replica.core.resolveInbox(entry!.id, { kind: 'retry' });
		await replica.until((s) => ready(s) && s.refused === 0, 'sent again');
		expect(await remarks(id)).toBe('depois veneno');
	});

	it('[P7] a database that is away is no fault of the mutator: nothing is parked, and it lands when the database is back', async () => {
		const { id, replica } = await office();
		let away = 5;
		orders.set('paciente', () => {
			if (away-- > 0)
				throw Object.assign(new Error('terminating connection due to administrator command'), { code: away % 2 ? '57P01' : 'ECONNRESET' });
		});
		await replica.core.mutate('test.note', { id, words: 'paciente' });
		await until(async () => {
			replica.core.reconnect();
			await new Promise((done) => setTimeout(done, 100));
			return replica.status().pending === 0;
		}, 'landed');
		expect(replica.status().refused).toBe(0);
		expect(await remarks(id)).toBe('paciente');
	});

	it('[P5] a refusal undoes every write of its mutator; a name nobody knows and a version of the future are refused', async () => {
		const { id, person, replica } = await office();
		await replica.core.mutate('test.note', { id, words: 'recusada' });
		await replica.until((s) => ready(s) && s.refused === 1, 'refused');
		expect(await remarks(id)).toBeNull();
		const client = await at.raw(person.token);
		await client.join();
		client.push(1, 'test.nobody', {});
		client.push(2, 'test.note', { id, words: 'x' }, { version: 9 });
		client.push(3, 'test.note', { id, words: 7 }, { version: 3 });
		const outcomes: unknown[] = [];
		while (outcomes.length < 3)
			outcomes.push(...(await client.next('acks')).message.acks.map((a) => (a.outcome.ok ? 'ok' : a.outcome.code)));
		expect(outcomes).toEqual(['unknown_mutator', 'version_too_new', 'arguments_invalid']);
	});

	it('[P5] arguments of an older build are brought up to date', async () => {
		const { id, person } = await office();
		const client = await at.raw(person.token);
		await client.join();
		client.push(1, 'test.note', { customerId: id, text: 'antiga' }, { version: 1 });
		expect((await client.next('acks')).message.acks[0]!.outcome).toEqual({ ok: true });
		expect(await remarks(id)).toBe('antiga');
	});

	it('[P6 P9] (!) another branch does not exist, and row-level security has the last word', async () => {
		const { person } = await office();
		const elsewhere = await at.world.customer(await at.world.branch('Longe'));
		const client = await at.raw(person.token);
		await client.join();
		client.push(1, 'customer.update', { id: elsewhere, changes: { district: { from: null, to: 'Invadido' } } });
		client.push(2, 'test.note', { id: elsewhere, words: 'invadido' }, { version: 3 });
		client.push(3, 'branch.save', { id: null, name: 'Minha', city: 'Campinas', state: 'SP', areaCode: '19', active: true });
		const outcomes: unknown[] = [];
		while (outcomes.length < 3)
			outcomes.push(...(await client.next('acks')).message.acks.map((a) => (a.outcome.ok ? 'ok' : a.outcome.code)));
		expect(outcomes).toEqual(['not_found', 'not_found', 'permission_denied']);
		expect(await remarks(elsewhere)).toBeNull();
	});
});

describe('numbers', () => {
	it('[P8 N1] a number that was not leased, or leased to somebody else, is refused; each is given once', async () => {
		const { id, person } = await office();
		const [a, b] = [await at.raw(person.token), await at.raw(person.token)];
		await Promise.all([a.join(), b.join()]);
		a.say({ t: 'lease', kind: 'protocol', count: 5 });
		b.say({ t: 'lease', kind: 'protocol', count: 5 });
		const [mine, theirs] = [(await a.next('leased')).message, (await b.next('leased')).message];
		expect(mine.to - mine.from).toBe(5);
		expect(mine.from >= theirs.to || theirs.from >= mine.to).toBe(true);
		a.push(1, 'ticket.open', { customerId: id, subject: 'alheio' }, { numbers: { protocol: theirs.from } });
		a.push(2, 'ticket.open', { customerId: id, subject: 'inventado' }, { numbers: { protocol: 7 } });
		a.push(3, 'ticket.open', { customerId: id, subject: 'nenhum' });
		a.push(4, 'ticket.open', { customerId: id, subject: 'meu' }, { numbers: { protocol: mine.from } });
		a.push(5, 'ticket.open', { customerId: id, subject: 'outra vez' }, { numbers: { protocol: mine.from } });
		const outcomes: unknown[] = [];
		while (outcomes.length < 5) outcomes.push(...(await a.next('acks')).message.acks.map((x) => (x.outcome.ok ? 'ok' : x.outcome.code)));
		expect(outcomes).toEqual(['number_not_leased', 'number_not_leased', 'numbers_exhausted', 'ok', 'already_exists']);
		expect((await at.world.pool.query(`select protocol from ticket where customer_id = $1`, [id])).rows).toEqual([
			{ protocol: String(mine.from) }
		]);
	});

	it('[N1] a ticket opened offline has its final protocol at once', async () => {
		const { id, replica } = await office();
		await until(() => (replica.journal.state?.leases['protocol']?.length ?? 0) > 0, 'leased');
		replica.transport.down = true;
		replica.transport.cut();
		await replica.until((s) => s.link.state === 'offline');
		const told: number[] = [];
		for (const subject of ['Sem sinal', 'Lento']) {
			const result = await replica.core.mutate('ticket.open', { customerId: id, subject });
			told.push((result as { value: { protocol: number } }).value.protocol);
		}
		await replica.restart();
		replica.transport.down = false;
		replica.core.reconnect();
		await replica.until(ready, 'landed');
		expect(
			(
				await at.world.pool.query<{ protocol: string }>(`select protocol from ticket where customer_id = $1 order by protocol`, [id])
			).rows.map((r) => Number(r.protocol))
		).toEqual(told);
	});

	it('[N1] leases are asked for again when the link was lost before they came', async () => {
		const branch = await at.world.branch('Centro');
		const id = await at.world.customer(branch);
		const replica = await at.replica(await at.world.person('attendant', [branch]), {
			...own,
			transport: (t) => ({
				...t,
				connect: (handlers) =>
					t.connect({ ...handlers, message: (m) => (String(m).startsWith('{"t":"leased"') && lossy-- > 0 ? t.cut() : handlers.message(m)) })
			})
		});
		let lossy = 2;
		await until(() => (replica.journal.state?.leases['protocol']?.length ?? 0) > 0, 'leased in the end');
		await replica.until(ready);
		expect(await replica.core.mutate('ticket.open', { customerId: id, subject: 'Sem sinal' })).toMatchObject({ ok: true });
		await replica.until(ready);
	});
});

describe('acknowledgements', () => {
	it('[P10] a mutation that commits while the delta before it is being read is acknowledged too', async () => {
		const branch = await at.world.branch('Centro');
		const [first, second] = [await at.world.customer(branch), await at.world.customer(branch)];
		const a = await at.replica(await at.world.person('attendant', [branch]));
		await a.until(ready);
		// Whoever reads a change of a customer must read a contact as well, and contacts are locked.
		await at.world.pool.query(`create function touch_contact() returns trigger language plpgsql security definer as $$ begin
			insert into sync.change (table_id, row_id, scope) values (10, new.id, new.branch_id); return null; end $$`);
		await at.world.pool.query(`create trigger touch_contact after update on customer for each row execute function touch_contact()`);
		const lock = await at.database.pool.connect();
		await lock.query('begin');
		await lock.query('lock table contact in access exclusive mode');
		await a.core.mutate('customer.update', { id: first, changes: { district: { from: null, to: 'Um' } } });
		const waiting = async () =>
			(await at.database.pool.query(`select 1 from pg_locks where relation = 'contact'::regclass and not granted`)).rowCount! > 0;
		while (!(await waiting())) await new Promise((done) => setTimeout(done, 10));
		await a.core.mutate('customer.update', { id: second, changes: { district: { from: null, to: 'Dois' } } });
		while ((await at.database.pool.query(`select 1 from customer where id = $1 and district = 'Dois'`, [second])).rowCount === 0)
			await new Promise((done) => setTimeout(done, 10));
		await lock.query('commit');
		lock.release();
		await a.until((s) => s.pending === 0, 'both acknowledged');
		await at.world.pool.query(`drop trigger touch_contact on customer`);
		expect(await a.core.verifyNow()).toBe(0);
	});
});
