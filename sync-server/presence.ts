/**
 * Rooms over y-websocket's wire protocol. `presence:<table>:<id>` tells who is looking at a record; `text:<kind>:<id>` is a
 * text that several people write at once (text-room.ts), with their cursors. Whoever may read the row may enter, every
 * state carries the name of its real owner, whatever the sender claims, and only who may write the row may write its text.
 * Nodes tell each other by NOTIFY: presence is rare, small and may be lost; of texts the notification only says what the
 * table holds. [SPEC T1–T6]
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
import { maxUpdateBytes, messageStored, textChannel } from '#lib/sync/text/channel.ts';
import { assumeRights, inTransaction, rows, snapshotRead } from './database.ts';
import { TextRoom, type TextSource } from './text-room.ts';

const messageSync = 0;
const messageAwareness = 1;
const messageQueryAwareness = 3;
/** An awareness state is a few words; anything larger is not one of ours. */
const maxAwarenessBytes = 4 * 1024;
/** A text's update with the words around it. */
const maxTextMessageBytes = maxUpdateBytes + 1024;
/** Far more than people type in so long; a loop that writes is no person. */
const maxMessagesPerPing = 3_000;
/** A reader that does not read: its cursor is of no use to anybody, and it comes again. */
const maxBufferedBytes = 1024 * 1024;
const channel = 'balcao_presence';
const pingMs = 10_000;

interface Member {
	readonly socket: WebSocket;
	readonly actor: Actor;
	readonly sessionId: string;
	/** Awareness ids this socket speaks for. */
	readonly ids: Set<number>;
	/** Of a text's room. */
	readonly mayWrite: boolean;
	alive: boolean;
	messages: number;
}

interface Room {
	readonly name: string;
	readonly awareness: awarenessProtocol.Awareness;
	readonly members: Set<Member>;
	readonly text: TextRoom | null;
}

/** What somebody who enters a room may do there. */
interface Access {
	readonly text: { readonly source: TextSource; readonly id: string; readonly mayWrite: boolean } | null;
}

export interface PresenceOptions {
	readonly pool: pg.Pool;
	/** Texts that may be opened, by kind. */
	readonly texts: ReadonlyMap<string, TextSource>;
	authenticate(request: IncomingMessage): Promise<{ actor: Actor; sessionId: string; wipe: boolean } | null>;
	readonly log: (line: string) => void;
}

export class PresenceServer {
	readonly #options: PresenceOptions;
	readonly #rooms = new Map<string, Room>();
	readonly #presenceSockets = sockets(maxAwarenessBytes);
	readonly #textSockets = sockets(maxTextMessageBytes);
	/** Texts that are being put away. */
	readonly #leaving = new Set<Promise<void>>();
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
			const access = await this.#access(who.actor, name);
			if (!access) return refuse('403 Forbidden');
			// Whoever enters a text finds it loaded: what is said before somebody listens would be lost.
			let room = this.#room(name, access);
			for (await room.text?.ready; this.#rooms.get(name) !== room; await room.text?.ready) room = this.#room(name, access);
			(access.text ? this.#textSockets : this.#presenceSockets).handleUpgrade(request, socket, head, (ws) =>
				this.#entered(ws, who, room, access)
			);
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
		for (const room of [...this.#rooms.values()]) this.#close(room);
		await Promise.all(this.#leaving);
		this.#listener?.release(true);
		this.#listener = null;
	}

	/** As visible as the row is; null when there is no such room for this person. */
	async #access(actor: Actor, name: string): Promise<Access | null> {
		const match = /^(presence|text):([a-z_-]{1,40}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name);
		if (!match) return null;
		const [, what, kind, id] = match as unknown as [string, string, string, string];
		const source = what === 'text' ? this.#options.texts.get(kind) : undefined;
		if (what === 'text' && !source) return null;
		return await inTransaction(this.#options.pool, snapshotRead, async (c) => {
			const [tracked] = await rows<{ table_name: string }>(c, `select table_name from sync.tracked where table_name = $1`, [
				source?.table ?? kind
			]);
			if (!tracked) return null;
			await assumeRights(c, actor);
			if ((await rows(c, `select 1 as ok from ${tracked.table_name} where id = $1`, [id])).length === 0) return null;
			return { text: source ? { source, id, mayWrite: source.mayWrite(actor) } : null };
		});
	}

	#entered(socket: WebSocket, who: { actor: Actor; sessionId: string }, room: Room, access: Access): void {
		const member: Member = {
			socket,
			actor: who.actor,
			sessionId: who.sessionId,
			ids: new Set(),
			mayWrite: access.text?.mayWrite ?? false,
			alive: true,
			messages: 0
		};
		room.members.add(member);
		socket.on('pong', () => void (member.alive = true));
		socket.on('error', () => socket.terminate());
		socket.on('close', () => this.#left(room, member));
		socket.on('message', (data: Buffer) => {
			if (++member.messages > maxMessagesPerPing) return socket.close(4429, 'tooMuch');
			try {
				this.#receive(room, member, new Uint8Array(data));
			} catch {
				socket.close(4400, 'malformed');
			}
		});
		if (room.text) {
			// What do you have that we do not? Typed while the line was cut.
			const encoder = encoding.createEncoder();
			encoding.writeVarUint(encoder, messageSync);
			syncProtocol.writeSyncStep1(encoder, room.text.doc);
			socket.send(encoding.toUint8Array(encoder));
		}
		const states = room.awareness.getStates();
		if (states.size > 0) socket.send(awarenessMessage(awarenessProtocol.encodeAwarenessUpdate(room.awareness, [...states.keys()])));
	}

	#receive(room: Room, member: Member, data: Uint8Array): void {
		const decoder = decoding.createDecoder(data);
		switch (decoding.readVarUint(decoder)) {
			case messageSync:
				return this.#sync(room, member, decoder);
			case messageQueryAwareness:
				return member.socket.send(
					awarenessMessage(awarenessProtocol.encodeAwarenessUpdate(room.awareness, [...room.awareness.getStates().keys()]))
				);
			case messageAwareness: {
				if (data.length > maxAwarenessBytes) throw new Error('too long');
				const { userId, name } = member.actor;
				const update = awarenessProtocol.modifyAwarenessUpdate(
					decoding.readVarUint8Array(decoder),
					(state: Record<string, unknown> | null) => state && { ...state, user: { ...coloursOf(state.user), id: userId, name } }
				);
				awarenessProtocol.applyAwarenessUpdate(room.awareness, update, member);
				return;
			}
			default:
				throw new Error('unknown message');
		}
	}

	#sync(room: Room, member: Member, decoder: decoding.Decoder): void {
		const type = decoding.readVarUint(decoder);
		if (type === syncProtocol.messageYjsSyncStep1) {
			const encoder = encoding.createEncoder();
			encoding.writeVarUint(encoder, messageSync);
			// A room of presence has no text: the question what the document holds is answered "nothing".
			if (room.text) syncProtocol.readSyncStep1(decoder, encoder, room.text.doc);
			else syncProtocol.writeSyncStep2(encoder, emptyDoc);
			return member.socket.send(encoding.toUint8Array(encoder));
		}
		// Both say: these are changes. From somebody who may only read they go nowhere.
		if (!room.text || !member.mayWrite) return;
		const update = decoding.readVarUint8Array(decoder);
		if (Y.decodeUpdate(update).structs.length > 0 || update.length > 2) room.text.write(update, member.actor, member);
	}

	#room(name: string, access: Access): Room {
		const existing = this.#rooms.get(name);
		if (existing) return existing;
		const awareness = new awarenessProtocol.Awareness(new Y.Doc());
		awareness.setLocalState(null);
		const members = new Set<Member>();
		const tell = (message: Uint8Array, but: unknown = null): void => {
			for (const member of members) {
				if (member === but) continue;
				if (member.socket.bufferedAmount > maxBufferedBytes) member.socket.terminate();
				else member.socket.send(message);
			}
		};
		const text =
			access.text &&
			new TextRoom({
				pool: this.#options.pool,
				name: name.slice('text:'.length),
				id: access.text.id,
				source: access.text.source,
				onUpdate: (update, from) => tell(updateMessage(update), from),
				onStored: (vector) => tell(storedMessage(vector)),
				onFailed: () => members.forEach((member) => member.socket.close(1011, 'failed')),
				log: this.#options.log
			});
		const room: Room = { name, awareness, members, text };
		text?.ready.catch((error: unknown) => {
			this.#options.log(`text ${name}: ${error instanceof Error ? error.message : String(error)}`);
			if (this.#rooms.get(name) === room) this.#rooms.delete(name);
		});
		awareness.on('update', ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
			const ids = [...added, ...updated, ...removed];
			const from = room.members.has(origin as Member) ? (origin as Member) : null;
			if (from) {
				for (const id of added) from.ids.add(id);
				for (const id of removed) from.ids.delete(id);
			}
			const update = awarenessProtocol.encodeAwarenessUpdate(awareness, ids);
			tell(awarenessMessage(update), from);
			if (origin !== 'relay') void this.#relay(name, update);
		});
		this.#rooms.set(name, room);
		void this.#tell({ room: name, query: true }); // who is in this room on other nodes
		return room;
	}

	#left(room: Room, member: Member): void {
		room.members.delete(member);
		awarenessProtocol.removeAwarenessStates(room.awareness, [...member.ids], 'left');
		if (room.members.size === 0) this.#close(room);
	}

	#close(room: Room): void {
		if (this.#rooms.get(room.name) === room) this.#rooms.delete(room.name);
		room.awareness.destroy();
		if (!room.text) return;
		const closing = room.text.close().finally(() => this.#leaving.delete(closing));
		this.#leaving.add(closing);
	}

	#ping(): void {
		for (const room of this.#rooms.values()) {
			for (const member of room.members) {
				if (!member.alive) {
					member.socket.terminate();
					continue;
				}
				member.alive = false;
				member.messages = 0;
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
				client.on('notification', ({ channel: where, payload }) =>
					where === textChannel ? this.#heardOfText(payload ?? '') : this.#heard(payload ?? '')
				);
				await client.query(`listen ${channel}; listen ${textChannel}`);
				// What was said while nobody listened.
				for (const room of this.#rooms.values()) void room.text?.reload().catch(() => undefined);
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

	#heardOfText(payload: string): void {
		try {
			const { node, name, update } = JSON.parse(payload) as { node?: string; name: string; update?: string };
			const text = this.#rooms.get(`text:${name}`)?.text;
			if (!text || node === text.node) return;
			if (update) text.takeIn(new Uint8Array(Buffer.from(update, 'base64')));
			else void text.reload().catch(() => undefined);
		} catch {
			// Somebody else's words on the channel.
		}
	}
}

/** Of what a sender says of themselves only the colours of their cursor are theirs to choose. */
function coloursOf(user: unknown): { color?: string; colorLight?: string } {
	if (typeof user !== 'object' || user === null) return {};
	const { color, colorLight } = user as Record<string, unknown>;
	const isColour = (value: unknown): value is string => typeof value === 'string' && /^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(value);
	return { ...(isColour(color) && { color }), ...(isColour(colorLight) && { colorLight }) };
}

const emptyDoc = new Y.Doc();

const sockets = (maxPayload: number): WebSocketServer =>
	new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false, clientTracking: false });

function updateMessage(update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageSync);
	syncProtocol.writeUpdate(encoder, update);
	return encoding.toUint8Array(encoder);
}

function storedMessage(stateVector: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageStored);
	encoding.writeVarUint8Array(encoder, stateVector);
	return encoding.toUint8Array(encoder);
}

function awarenessMessage(update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageAwareness);
	encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}
