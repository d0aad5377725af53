/**
 * One replica at the other end of a socket. A session is greeting, loading, behind, live or closed; only a live one is
 * sent the audience's frames, and only when its cursor is where the frame begins. [SPEC S1–S8]
 */
import type { WebSocket } from 'ws';
import type { Actor } from '#lib/sync/model.ts';
import type { Ack, DownMessage, Farewell } from '#lib/sync/protocol/down.ts';
import { ackFrame, frame, type Packed } from './frames.ts';

export type SessionState =
	| { readonly kind: 'greeting' }
	/** Fetching pages; pushes are run, acknowledgements wait for the join. */
	| { readonly kind: 'loading' }
	/** Has a cursor, waits for its own catch-up. */
	| { readonly kind: 'behind'; readonly cursor: string; readonly busy: boolean }
	/** Receives what the audience receives. */
	| { readonly kind: 'live' }
	| { readonly kind: 'closed' };

export interface SignedIn {
	readonly actor: Actor;
	readonly sessionId: string;
	readonly expiresAt: Date;
}

/** Bytes that may wait for a slow reader before it is set aside; it then gets one catch-up instead of every frame. */
export const stallBytes = 1024 * 1024;
/** Hard cap: beyond this the socket is closed, so that a reader that never reads cannot hold memory. */
export const capBytes = 16 * 1024 * 1024;

export const closeCodes: Readonly<Record<Farewell['because'], number>> = {
	signedOut: 4001,
	wiped: 4002,
	rights: 4003,
	protocol: 4004,
	reload: 4005,
	slow: 4006,
	restart: 1012
};

export class Session {
	#state: SessionState = { kind: 'greeting' };
	clientId = '';
	/** Under which it was greeted: its cursor means nothing under another. */
	epoch: string | null = null;
	/** Acknowledgements up to this seq have been sent. */
	ackedSeq = 0;
	/** Highest seq of this client known to have been run. */
	ranThrough = 0;
	lastSentAt = 0;
	/** As of when it knows everything: told with every delta and beat. */
	asOf = new Date(0).toISOString();
	/** Set when the reader was too slow for a frame; cleared by its catch-up. */
	stalled = false;
	readonly socket: WebSocket;
	readonly signedIn: SignedIn;

	constructor(socket: WebSocket, signedIn: SignedIn) {
		this.socket = socket;
		this.signedIn = signedIn;
	}

	get actor(): Actor {
		return this.signedIn.actor;
	}

	get state(): SessionState {
		return this.#state;
	}

	/** Closed is final: whoever was still at work for this session when its socket went away cannot bring it back. */
	set state(next: SessionState) {
		if (this.#state.kind !== 'closed') this.#state = next;
	}

	/** Mutations were run whose acknowledgement has not been sent. */
	get outstanding(): boolean {
		return this.ackedSeq < this.ranThrough;
	}

	get open(): boolean {
		return this.state.kind !== 'closed';
	}

	/** False when the reader is too slow: the frame was not sent. */
	get roomy(): boolean {
		return this.socket.bufferedAmount <= stallBytes;
	}

	sendFrame(bytes: Buffer): void {
		this.sendPacked({ bytes, deflated: false });
	}

	sendPacked({ bytes, deflated }: Packed): void {
		if (this.state.kind === 'closed') return;
		this.lastSentAt = performance.now();
		this.socket.send(bytes, { binary: deflated });
	}

	send(message: DownMessage, body?: string): void {
		this.sendFrame(frame(message, body));
	}

	sendAcks(acks: readonly Ack[]): void {
		if (acks.length === 0) return;
		this.ackedSeq = Math.max(this.ackedSeq, ...acks.map((a) => a.seq));
		this.sendFrame(ackFrame(acks));
	}

	/** Waits until the reader has taken most of what was sent, for catch-ups larger than the cap. */
	async drained(): Promise<void> {
		while (!this.roomy && this.state.kind !== 'closed') await new Promise((done) => setTimeout(done, 10));
	}

	farewell(because: Farewell['because']): void {
		if (this.state.kind === 'closed') return;
		this.send({ t: 'farewell', because });
		this.state = { kind: 'closed' };
		this.socket.close(closeCodes[because], because);
	}
}
