import { afterEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { messageStored } from '#lib/sync/text/channel.ts';
import { openDoc, textIn, toBase64 } from '#lib/sync/text/state.ts';
import { readVarUint8Array } from 'lib0/decoding';
import { ready, type Person } from './testing/world.ts';
import { until, useWorld } from './testing/use-world.ts';

const at = useWorld();

/** Somebody who has a text open, with the real client library. */
interface Writer {
	readonly doc: Y.Doc;
	readonly provider: WebsocketProvider;
	/** State vector up to which the centre says that everything is stored. */
	stored: Uint8Array | null;
	text(): string;
	type(index: number, words: string): void;
	close(): void;
}
const writers: Writer[] = [];
afterEach(() => writers.splice(0).forEach((writer) => writer.close()));

function open(person: Person, name: string, url = at.world.url): Writer {
	const doc = new Y.Doc();
	class Socket extends WebSocket {
		constructor(address: string, protocols: string[]) {
			super(address, protocols, { headers: { authorization: `Bearer ${person.token}` } });
			this.on('error', () => undefined);
		}
	}
	const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/yjs`, `text:${name}`, doc, {
		WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
		disableBc: true,
		maxBackoffTime: 200
	});
	const writer: Writer = {
		doc,
		provider,
		stored: null,
		text: () => textIn(doc).toString(),
		type: (index, words) => textIn(doc).insert(index, words),
		close: () => {
			provider.destroy();
			doc.destroy();
		}
	};
	provider.messageHandlers[messageStored] = (_encoder, decoder) => {
		writer.stored = readVarUint8Array(decoder);
	};
	writers.push(writer);
	return writer;
}
const remarksOf = async (customer: string) =>
	(
		await at.world.pool.query<{ remarks: string | null; remarks_yjs: string | null; updated_by: string | null }>(
			`select remarks, remarks_yjs, updated_by::text from customer where id = $1`,
			[customer]
		)
	).rows[0]!;

async function office(remarks: string | null = null) {
	const branch = await at.world.branch('Centro');
	const customer = await at.world.customer(branch);
	if (remarks !== null) await at.world.pool.query(`update customer set remarks = $2 where id = $1`, [customer, remarks]);
	const [ana, bento] = [await at.world.person('attendant', [branch]), await at.world.person('attendant', [branch])];
	return { branch, customer, ana, bento, name: `customer-remarks:${customer}` };
}

describe('texts that several people write at once', () => {
	it('[T1] who may not see the row may not enter; who may only read it sees the text and changes nothing', async () => {
		const { branch, customer, ana, name } = await office('Ligar à tarde.');
		const stranger = open(await at.world.person('attendant', [await at.world.branch('Longe')]), name);
		const technician = open(await at.world.person('technician', [branch]), name);
		const writer = open(ana, name);
		await until(() => technician.text() === 'Ligar à tarde.' && writer.provider.synced, 'the text');
		technician.type(0, 'NÃO ');
		writer.type(0, 'Sim. ');
		await until(() => technician.text().includes('Sim. '), 'what the other writes');
		await until(async () => (await remarksOf(customer)).remarks === 'Sim. Ligar à tarde.', 'the row');
		expect(stranger.provider.synced).toBe(false);
		expect(stranger.text()).toBe('');
	});

	it('[T2 T3] two people type at once: both see both, it is stored, and the row has text, state and who wrote', async () => {
		const { customer, ana, bento, name } = await office();
		const [a, b] = [open(ana, name), open(bento, name)];
		await until(() => a.provider.synced && b.provider.synced, 'both in');
		for (let i = 0; i < 20; i++) {
			a.type(0, 'a');
			b.type(textIn(b.doc).length, 'b');
		}
		await until(() => a.text().length === 40 && a.text() === b.text(), 'the same text');
		await until(() => a.stored !== null && Y.encodeStateVector(a.doc).join() === a.stored.join(), 'told that it is stored');
		await until(async () => (await remarksOf(customer)).remarks === a.text(), 'the row');
		const row = await remarksOf(customer);
		expect([ana.userId, bento.userId]).toContain(row.updated_by);
		expect(textIn(openDoc(row.remarks, row.remarks_yjs)).toString()).toBe(a.text());
		await until(
			async () => (await at.world.pool.query(`select 1 from shared_text_update where name = $1`, [name])).rowCount === 0,
			'nothing left to fold'
		);
		const history = await at.world.pool.query<{ changes: Record<string, unknown> }>(
			`select changes from history where row_id = $1 and operation = 'update'`,
			[customer]
		);
		expect(history.rows.every((h) => !('remarks_yjs' in h.changes))).toBe(true);
		expect(history.rows.some((h) => 'remarks' in h.changes)).toBe(true);
	});

	it('[T3] what a node had stored but not folded when it died is there at the next opening', async () => {
		const { customer, ana, name } = await office('Antes.');
		const doc = openDoc('Antes.', null);
		const before = Y.encodeStateVector(doc);
		textIn(doc).insert(6, ' Depois.');
		await at.world.pool.query(`insert into shared_text_update (name, "update", at) values ($1, $2, now())`, [
			name,
			Buffer.from(Y.encodeStateAsUpdate(doc, before))
		]);
		const writer = open(ana, name);
		await until(() => writer.text() === 'Antes. Depois.', 'what was stored');
		writer.type(0, '!');
		await until(async () => (await remarksOf(customer)).remarks === '!Antes. Depois.', 'the row');
	});

	it('[T4] two nodes serve one text', async () => {
		const { customer, ana, bento, name } = await office('Um.');
		const other = await at.world.anotherNode();
		try {
			const [a, b] = [open(ana, name), open(bento, name, other.url)];
			await until(() => a.text() === 'Um.' && b.text() === 'Um.', 'both in');
			a.type(3, ' Dois.');
			await until(() => b.text() === 'Um. Dois.', 'over there');
			b.type(0, 'Zero. ');
			// Longer than a notification holds: read from the table.
			b.type(0, `${'muito '.repeat(2_000).slice(0, 3_500)}`);
			await until(() => a.text() === b.text() && a.text().length === 3_515, 'over here');
			await until(async () => (await remarksOf(customer)).remarks === a.text(), 'the row');
		} finally {
			writers.splice(0).forEach((writer) => writer.close());
			await other.stop();
		}
	});

	it('[T5] typed without a line, kept by the outbox, and merged with what others typed meanwhile', async () => {
		const { customer, ana, bento, name } = await office('Base.');
		const replica = await at.replica(ana);
		await replica.until(ready);
		const here = open(bento, name);
		await until(() => here.text() === 'Base.', 'open');
		// Ana's office has no line: she writes into the state that her replica has.
		replica.transport.down = true;
		replica.transport.cut();
		await replica.until((s) => s.link.state === 'offline');
		const doc = openDoc('Base.', null);
		const before = Y.encodeStateVector(doc);
		textIn(doc).insert(5, ' Ana esteve aqui.');
		const update = toBase64(Y.encodeStateAsUpdate(doc, before));
		const said = await replica.core.mutate('text.write', { kind: 'customer-remarks', id: customer, update });
		expect(said, JSON.stringify(said)).toMatchObject({ ok: true });
		await replica.sees(`select remarks from customer where id = '${customer}'`, [{ remarks: 'Base. Ana esteve aqui.' }]);
		here.type(0, 'Bento também. ');
		replica.transport.down = false;
		replica.core.reconnect();
		const both = 'Bento também. Base. Ana esteve aqui.';
		await until(() => here.text() === both, 'merged where it is open');
		await replica.sees(`select remarks from customer where id = '${customer}'`, [{ remarks: both }]);
		expect((await remarksOf(customer)).remarks).toBe(both);
	});

	it('[T5] a plain change by SQL or an automation is an edit like any other', async () => {
		const { customer, ana, bento, name } = await office('Portão azul.');
		const a = open(ana, name);
		await until(() => a.text() === 'Portão azul.', 'open');
		a.type(12, ' Cachorro.');
		await until(async () => (await remarksOf(customer)).remarks === 'Portão azul. Cachorro.', 'the row');
		a.close();
		await at.world.pool.query(`update customer set remarks = 'Portão verde. Cachorro.' where id = $1`, [customer]);
		const [b, c] = [open(bento, name), open(ana, name)];
		await until(() => b.text() === 'Portão verde. Cachorro.' && c.text() === b.text(), 'the plain change');
		b.type(b.text().length, ' Bravo.');
		await until(async () => (await remarksOf(customer)).remarks === 'Portão verde. Cachorro. Bravo.', 'the row again');
	});

	it('[T6] a text that grows beyond its limit is cut there, for everybody', async () => {
		const { customer, ana, bento, name } = await office();
		const [a, b] = [open(ana, name), open(bento, name)];
		await until(() => a.provider.synced && b.provider.synced, 'both in');
		a.type(0, 'x'.repeat(4_100));
		await until(() => a.text().length === 4_000 && b.text().length === 4_000, 'cut');
		await until(async () => (await remarksOf(customer)).remarks?.length === 4_000, 'the row');
	});

	it('[T6] bytes that are no message close the socket and harm nobody', async () => {
		const { ana, bento, name } = await office('Intacto.');
		const b = open(bento, name);
		await until(() => b.text() === 'Intacto.', 'open');
		for (const bytes of [[0, 2, 200, 1, 2, 3], [9], [0, 9, 1], [1, 3, 255, 255, 255]]) {
			const socket = new WebSocket(`${at.world.url.replace('http', 'ws')}/yjs/text:${name}`, {
				headers: { authorization: `Bearer ${ana.token}` }
			});
			await new Promise((done) => socket.once('open', done));
			const closed = new Promise<number>((done) => socket.once('close', done));
			socket.send(Uint8Array.from(bytes));
			expect(await closed).toBe(4400);
		}
		b.type(0, 'Ainda ');
		expect(b.text()).toBe('Ainda Intacto.');
		await until(() => b.stored !== null, 'stored');
	});
});
