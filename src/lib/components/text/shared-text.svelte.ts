import { readVarUint8Array } from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { textWrite } from '#lib/mutators/text/write.ts';
import type { textGet } from '#lib/queries/text/get.ts';
import { yjsUrl } from '#lib/components/shell/presence-room.svelte.ts';
import type { Replica } from '#lib/replica/contract.ts';
import { mutate } from '#lib/replica/typed.ts';
import type { ResultOf } from '#lib/sync/model.ts';
import { messageStored } from '#lib/sync/text/channel.ts';
import type { TextKindName } from '#lib/texts/kinds.ts';
import { openDoc, toBase64 } from '#lib/sync/text/state.ts';

/** Where what was typed last is: on its way, kept on this computer, or at the centre. */
export type TextSaving = 'idle' | 'saving' | 'stored' | 'onThisComputer' | 'refused';

/** How long typing may wait for the centre's word that it is stored before it is kept on this computer. */
const patienceMs = 2_500;
/** Without a line: typing is gathered so long before it is kept. */
const gatherMs = 800;

/**
 * A shared text, open in this window. With a line, typing goes over y-websocket and the centre tells what it has stored;
 * whatever it has not is kept on this computer as a mutation, which is durable, and merges whenever it arrives.
 */
export class SharedText {
	readonly doc = new Y.Doc();
	readonly provider: WebsocketProvider;
	#saving = $state<TextSaving>('idle');
	#ready = $state(false);
	#missing = $state(false);
	#online = $state(false);
	readonly #replica: Replica;
	readonly #kind: TextKindName;
	readonly #id: string;
	/** What was typed here and is neither known to be at the centre nor kept on this computer. */
	#loose: Uint8Array[] = [];
	#timer: ReturnType<typeof setTimeout> | null = null;
	#stop: () => void;

	constructor(replica: Replica, kind: TextKindName, id: string) {
		this.#replica = replica;
		this.#kind = kind;
		this.#id = id;
		this.provider = new WebsocketProvider(yjsUrl(), `text:${kind}:${id}`, this.doc, { disableBc: true, maxBackoffTime: 15_000 });
		this.provider.messageHandlers[messageStored] = (_encoder, decoder) => this.#stored(readVarUint8Array(decoder));
		this.provider.on('sync', (synced: boolean) => {
			this.#online = synced;
			this.#ready ||= synced;
		});
		this.provider.on('status', ({ status }: { status: string }) => {
			if (status === 'connected') return;
			this.#online = false;
			if (this.#loose.length > 0) this.#keepIn(gatherMs);
		});
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === this.provider || origin === 'replica') return;
			this.#loose.push(update);
			this.#saving = 'saving';
			this.#keepIn(this.#online ? patienceMs : gatherMs);
		});
		this.#stop = replica.live(
			'text.get',
			{ kind, id },
			{
				rows: (row) => this.#row(row as ResultOf<typeof textGet>),
				failed: () => undefined
			}
		);
	}

	/** Something to show: the replica's state, or the centre's. */
	get ready(): boolean {
		return this.#ready;
	}
	/** The row is not there (any more). */
	get missing(): boolean {
		return this.#missing;
	}
	/** Others see at once what is typed here. */
	get online(): boolean {
		return this.#online;
	}
	get saving(): TextSaving {
		return this.#saving;
	}

	/** Keeps what is loose, and lets go. */
	close(): void {
		this.#stop();
		void this.#keep();
		this.provider.destroy();
		this.doc.destroy();
	}

	/** The window is going away: what is loose is handed to the worker at once. */
	flush(): void {
		void this.#keep();
	}

	#row(row: ResultOf<typeof textGet>): void {
		this.#missing = row === null;
		if (!row) return;
		openDoc(row.text, row.state, this.doc);
		this.#ready = true;
	}

	#stored(vector: Uint8Array): void {
		const there = Y.decodeStateVector(vector);
		const own = this.doc.clientID;
		const mine = Y.decodeStateVector(Y.encodeStateVector(this.doc)).get(own) ?? 0;
		// Deletions have no place in a state vector: only an answer to the last thing typed counts for them, which this is
		// as long as nothing was typed since.
		if ((there.get(own) ?? 0) < mine) return;
		this.#loose = [];
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		this.#saving = 'stored';
	}

	#keepIn(ms: number): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#keep(), ms);
	}

	async #keep(): Promise<void> {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		if (this.#loose.length === 0) return;
		const updates = this.#loose;
		this.#loose = [];
		try {
			const said = await mutate<typeof textWrite>(this.#replica, 'text.write', {
				kind: this.#kind,
				id: this.#id,
				update: toBase64(Y.mergeUpdates(updates))
			});
			this.#saving = said.ok ? (this.#online ? 'stored' : 'onThisComputer') : 'refused';
		} catch {
			// The worker is changing hands: what is typed stays loose and is tried again.
			this.#loose = [...updates, ...this.#loose];
			this.#keepIn(patienceMs);
		}
	}
}
