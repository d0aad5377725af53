/** Twenty people type in one shared text, with the client library that browsers use: from a key at one to the letter at the others. */
import { setTimeout as delay } from 'node:timers/promises';
import { readVarUint8Array } from 'lib0/decoding';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { messageStored } from '#lib/sync/text/channel.ts';
import { textIn } from '#lib/sync/text/state.ts';
import type { Figure } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { aCustomerOf } from './support/rows.ts';
import { nowMs, summarise } from './support/stats.ts';

const people = 20;
/** A key every 250 ms each: everybody types at the pace of somebody who is good at it. */
const keyMs = 250;

export const text: Figure = {
	name: 'text',
	what: '20 people type in one text: key at one → letter at each of the others',
	async run(lab) {
		const database = await lab.database(10_000);
		const centre = await lab.centre(database);
		const customerId = await aCustomerOf(database, 'Presidente Prudente');
		const { token } = await database.signIn('atendente.prudente');
		class Socket extends WebSocket {
			constructor(address: string, protocols: string[]) {
				super(address, protocols, { headers: { authorization: `Bearer ${token}` } });
			}
		}
		const writers = Array.from({ length: people }, () => {
			const doc = new Y.Doc();
			const provider = new WebsocketProvider(`${centre.url.replace('http', 'ws')}/yjs`, `text:customer-remarks:${customerId}`, doc, {
				WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
				disableBc: true
			});
			// What the centre says it has stored is not what is measured here, but the client complains of what nobody listens to.
			provider.messageHandlers[messageStored] = (_encoder, decoder) => void readVarUint8Array(decoder);
			return { doc, provider };
		});
		const synced = Date.now() + 30_000;
		while (!writers.every(({ provider }) => provider.synced)) {
			if (Date.now() > synced) throw new Error('not everybody came into the text');
			await delay(10);
		}
		const typedAt = new Map<string, number>();
		const arrivals: number[] = [];
		const awaited = () => typedAt.size * (people - 1);
		for (const { doc, provider } of writers)
			doc.on('update', (update: Uint8Array, origin: unknown) => {
				if (origin !== provider) return;
				const now = nowMs();
				// Each key is a struct of its author; its client and clock name it.
				for (const { id } of Y.decodeUpdate(update).structs) {
					const at = typedAt.get(`${String(id.client)}.${String(id.clock)}`);
					if (at !== undefined) arrivals.push(now - at);
				}
			});
		const keys = lab.times(120);
		await Promise.all(
			writers.map(async ({ doc }, i) => {
				await delay((i * keyMs) / people);
				for (let key = 0; key < keys; key++) {
					const body = textIn(doc);
					const clock = Y.getState(doc.store, doc.clientID);
					typedAt.set(`${String(doc.clientID)}.${String(clock)}`, nowMs());
					body.insert(Math.min(body.length, i * 3), 'ã');
					await delay(keyMs);
				}
			})
		);
		const until = Date.now() + 30_000;
		while (arrivals.length < awaited() && Date.now() < until) await delay(20);
		const missing = awaited() - arrivals.length;
		for (const { doc, provider } of writers) {
			provider.destroy();
			doc.destroy();
		}
		if (missing > 0) throw new Error(`${missing} letters never arrived by themselves`);
		return [
			{
				name: 'text/20 writers',
				unit: 'ms',
				...summarise(arrivals),
				target: { kind: 'atMost', p99: 150 },
				params: { people, keysPerSecond: (people * 1000) / keyMs, load: loadAverage() }
			}
		];
	}
};
