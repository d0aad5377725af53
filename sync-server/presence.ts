/**
 * Who is looking at what: y-websocket's wire protocol, awareness only. A room is a record; whoever may read the record
 * may enter its room, and every state carries the name of its real owner, whatever the sender claims. Nodes tell each
 * other by NOTIFY: presence is rare, small and may be lost, unlike data.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import pg from 'pg';
import { WebSocketServer, type WebSocket } from 'ws';
import * as awarenessProtocol from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import type { Actor } from '#lib/sync/model.ts';
import { assumeRights, inTransaction, rows, snapshotRead } from './database.ts';

const messageSync = 0;
const messageAwareness = 1;
const messageQueryAwareness = 3;
/** An awareness state is a few words; anything larger is not one of ours. */
const maxMessageBytes = 4 * 1024;
const channel = 'balcao_presence';
const pingMs = 10_000;

interface Member {
	readonly socket: WebSocket;
	readonly actor: Actor;
	readonly sessionId: string;
	/** Awareness ids this socket speaks for. */
	readonly ids: Set<number>;
	alive: boolean;
}

interface Room {
	readonly name: string;
	readonly awareness: awarenessProtocol.Awareness;
	readonly members: Set<Member>;
}

export interface PresenceOptions {
	readonly pool: pg.Pool;
	authenticate(request: IncomingMessage): Promise<{ actor: Actor; sessionId: string; wipe: boolean } | null>;
	readonly log: (line: string) => void;
}

export class PresenceServer {
	readonly #options: PresenceOptions;
	readonly #rooms = new Map<string, Room>();
	readonly #server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false, clientTracking: false });
	readonly #node = randomUUID();
	#listener: pg.PoolClient | null = null;
	#timer: ReturnType<typeof setInterval> | null = null;
	#closing = false;

	constructor(options: PresenceOptions) {
		this.#options = options;
	}

	start(): void {
		this.#timer = setInterval(() => this.#ping(), pingMs);
		void this.#listen();
	}

	get socketCount(): number {
		let n = 0;
		for (const room of this.#rooms.values()) n += room.members.size;
		return n;
	}

	async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		const refuse = (status: string): void => void socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
		socket.on('error', () => socket.destroy());
		try {
			if (this.#closing) return refuse('503 Service Unavailable');
			const who = await this.#options.authenticate(request);
			if (!who || who.wipe) return refuse('401 Unauthorized');
			const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname.slice('/yjs/'.length));
			if (!(await this.#mayEnter(who.actor, name))) return refuse('403 Forbidden');
			this.#server.handleUpgrade(request, socket, head, (ws) => this.#entered(ws, who, name));
		} catch (error) {
			this.#options.log(`presence: ${error instanceof Error ? error.message : String(error)}`);
			refuse('503 Service Unavailable');
		}
	}

	closeSessions(filter: { userId?: string; sessionId?: string }): void {
		for (const room of this.#rooms.values()) {
			for (const member of room.members) {
				if (filter.userId !== undefined && member.actor.userId !== filter.userId) continue;
				if (filter.sessionId !== undefined && member.sessionId !== filter.sessionId) continue;
				member.socket.close(4401, 'signedOut');
			}
		}
	}

	async close(graceMs = 500): Promise<void> {
		this.#closing = true;
		if (this.#timer) clearInterval(this.#timer);
		const sockets = [...this.#rooms.values()].flatMap((r) => [...r.members].map((m) => m.socket));
		for (const s of sockets) s.close(1012, 'restart');
		await Promise.race([
			Promise.all(sockets.map((s) => new Promise((done) => s.once('close', done)))),
			new Promise((done) => setTimeout(done, graceMs))
		]);
		for (const s of sockets) s.terminate();
		this.#listener?.release(true);
		this.#listener = null;
	}

	/** `presence:<table>:<id>`: as visible as the row is. */
	async #mayEnter(actor: Actor, name: string): Promise<boolean> {
		const match = /^presence:([a-z_]{1,40}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name);
		if (!match) return false;
		return await inTransaction(this.#options.pool, snapshotRead, async (c) => {
			const [tracked] = await rows<{ table_name: string }>(c, `select table_name from sync.tracked where table_name = $1`, [match[1]]);
			if (!tracked) return false;
			await assumeRights(c, actor);
			return (await rows(c, `select 1 as ok from ${tracked.table_name} where id = $1`, [match[2]])).length > 0;
		});
	}

	#entered(socket: WebSocket, who: { actor: Actor; sessionId: string }, name: string): void {
		const room = this.#room(name);
		const member: Member = { socket, actor: who.actor, sessionId: who.sessionId, ids: new Set(), alive: true };
		room.members.add(member);
		socket.on('pong', () => void (member.alive = true));
		socket.on('error', () => socket.terminate());
		socket.on('close', () => this.#left(room, member));
		socket.on('message', (data: Buffer) => {
			try {
				this.#receive(room, member, new Uint8Array(data));
			} catch {
				socket.close(4400, 'malformed');
			}
		});
		const states = room.awareness.getStates();
		if (states.size > 0) socket.send(awarenessMessage(awarenessProtocol.encodeAwarenessUpdate(room.awareness, [...states.keys()])));
	}

	#receive(room: Room, member: Member, data: Uint8Array): void {
		const decoder = decoding.createDecoder(data);
		switch (decoding.readVarUint(decoder)) {
			case messageSync: {
				// A room has no text: the question what the document holds is answered "nothing", writes are ignored.
				if (decoding.readVarUint(decoder) !== syncProtocol.messageYjsSyncStep1) return;
				const encoder = encoding.createEncoder();
				encoding.writeVarUint(encoder, messageSync);
				syncProtocol.writeSyncStep2(encoder, emptyDoc);
				return member.socket.send(encoding.toUint8Array(encoder));
			}
			case messageQueryAwareness:
				return member.socket.send(
					awarenessMessage(awarenessProtocol.encodeAwarenessUpdate(room.awareness, [...room.awareness.getStates().keys()]))
				);
			case messageAwareness: {
				const { userId, name } = member.actor;
				const update = awarenessProtocol.modifyAwarenessUpdate(
					decoding.readVarUint8Array(decoder),
					(state: Record<string, unknown> | null) => state && { ...state, user: { id: userId, name } }
				);
				awarenessProtocol.applyAwarenessUpdate(room.awareness, update, member);
				return;
			}
			default:
				throw new Error('unknown message');
		}
	}

	#room(name: string): Room {
		const existing = this.#rooms.get(name);
		if (existing) return existing;
		const awareness = new awarenessProtocol.Awareness(new Y.Doc());
		awareness.setLocalState(null);
		const room: Room = { name, awareness, members: new Set() };
		awareness.on('update', ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
			const ids = [...added, ...updated, ...removed];
			const from = room.members.has(origin as Member) ? (origin as Member) : null;
			if (from) {
				for (const id of added) from.ids.add(id);
				for (const id of removed) from.ids.delete(id);
			}
			const update = awarenessProtocol.encodeAwarenessUpdate(awareness, ids);
			const message = awarenessMessage(update);
			for (const member of room.members) if (member !== from) member.socket.send(message);
			if (origin !== 'relay') void this.#relay(name, update);
		});
		this.#rooms.set(name, room);
		void this.#tell({ room: name, query: true }); // who is in this room on other nodes
		return room;
	}

	#left(room: Room, member: Member): void {
		room.members.delete(member);
		awarenessProtocol.removeAwarenessStates(room.awareness, [...member.ids], 'left');
		if (room.members.size > 0) return;
		room.awareness.destroy();
		this.#rooms.delete(room.name);
	}

	#ping(): void {
		for (const room of this.#rooms.values()) {
			for (const member of room.members) {
				if (!member.alive) {
					member.socket.terminate();
					continue;
				}
				member.alive = false;
				member.socket.ping();
			}
		}
	}

	async #relay(room: string, update: Uint8Array): Promise<void> {
		await this.#tell({ room, update: Buffer.from(update).toString('base64') });
	}

	async #tell(words: { room: string; update?: string; query?: boolean }): Promise<void> {
		const payload = JSON.stringify({ node: this.#node, ...words });
		if (payload.length > 7_900 || this.#closing) return;
		await this.#options.pool.query(`select pg_notify($1, $2)`, [channel, payload]).catch(() => undefined);
	}

	async #listen(): Promise<void> {
		while (!this.#closing) {
			try {
				const client = await this.#options.pool.connect();
				// Closed meanwhile: a client that nobody gives back would keep the pool from ending.
				if (this.#closing) return client.release(true);
				this.#listener = client;
				client.on('notification', ({ payload }) => this.#heard(payload ?? ''));
				await client.query(`listen ${channel}`);
				await new Promise<void>((lost) => {
					client.once('error', () => lost());
					client.once('end', () => lost());
				});
				if (this.#listener === client) client.release(true);
			} catch (error) {
				if (!this.#closing) this.#options.log(`presence: ${error instanceof Error ? error.message : String(error)}`);
			}
			this.#listener = null;
			if (!this.#closing) await new Promise((done) => setTimeout(done, 1000));
		}
	}

	#heard(payload: string): void {
		try {
			const { node, room, update, query } = JSON.parse(payload) as { node: string; room: string; update?: string; query?: boolean };
			const here = this.#rooms.get(room);
			if (node === this.#node || !here) return;
			if (query) void this.#relay(room, awarenessProtocol.encodeAwarenessUpdate(here.awareness, [...here.awareness.getStates().keys()]));
			if (update) awarenessProtocol.applyAwarenessUpdate(here.awareness, new Uint8Array(Buffer.from(update, 'base64')), 'relay');
		} catch {
			// Somebody else's words on the channel: presence may be lost, never broken by them.
		}
	}
}

const emptyDoc = new Y.Doc();

function awarenessMessage(update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageAwareness);
	encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}
