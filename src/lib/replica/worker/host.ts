import type { ReplicaCore } from '#lib/sync/client/core.ts';
import { isWiped, type ReplicaStatus } from '../contract.ts';
import { toWire, type Calls, type CallName, type EngineFrame, type TabFrame } from './rpc.ts';

export interface HostOptions {
	readonly term: string;
	readonly build: string;
	/** When the leader's page was loaded. */
	readonly loadedAt: number;
	readonly core: ReplicaCore;
	send(tab: string, frame: EngineFrame): void;
	broadcast(frame: EngineFrame): void;
	/** Calls `gone` when the tab no longer lives. */
	whenGone(tab: string, gone: () => void): void;
	/** A tab of a newer build has come: the leader shall hand over. */
	onNewerBuild(build: string): void;
	/** There is no replica any more, by the person's wish or the centre's order: no tab that is open now may make another one. */
	onErased(): void;
	/** After that, a tab has come that was not there: somebody has signed in again, and it shall lead. */
	onNewcomer(): void;
	/** The engine is beyond repair. */
	onFatal(error: unknown): void;
}

/** Serves the tabs of this browser from one core. */
export class EngineHost {
	readonly #options: HostOptions;
	/** tab → id of the subscription there → unsubscribe. */
	readonly #tabs = new Map<string, Map<string, () => void>>();
	#isErased = false;

	constructor(options: HostOptions) {
		this.#options = options;
		options.broadcast({ t: 'leader', term: options.term, status: options.core.status });
	}

	statusChanged(status: ReplicaStatus): void {
		this.#options.broadcast({ t: 'status', term: this.#options.term, status });
		if (isWiped(status)) this.#tellErased();
	}

	receive(tab: string, frame: TabFrame): void {
		const { core, term, build } = this.#options;
		switch (frame.t) {
			case 'hello':
				// Names of builds have no order; the page that was loaded later has the newer program.
				if (frame.build !== build && frame.loadedAt > this.#options.loadedAt) return this.#options.onNewerBuild(frame.build);
				if (frame.build !== build) return this.#options.send(tab, { t: 'retired', term, build });
				if (this.#isErased && !this.#tabs.has(tab)) return this.#options.onNewcomer();
				this.#meet(tab);
				core.hide(tab, !frame.visible);
				return this.#options.send(tab, { t: 'leader', term, status: core.status });
			case 'call':
				return void this.#call(tab, frame.id, frame.method, frame.params);
			case 'live':
				return this.#subscribe(tab, frame);
			case 'unlive':
				this.#tabs.get(tab)?.get(frame.id)?.();
				this.#tabs.get(tab)?.delete(frame.id);
				return;
			case 'visible':
				return core.hide(tab, !frame.visible);
			case 'bye':
				return this.#forget(tab);
		}
	}

	#meet(tab: string): Map<string, () => void> {
		let subscriptions = this.#tabs.get(tab);
		if (subscriptions === undefined) {
			this.#tabs.set(tab, (subscriptions = new Map()));
			this.#options.whenGone(tab, () => this.#forget(tab));
		}
		return subscriptions;
	}

	#forget(tab: string): void {
		for (const stop of this.#tabs.get(tab)?.values() ?? []) stop();
		this.#tabs.delete(tab);
		this.#options.core.hide(tab, false);
	}

	#subscribe(tab: string, { id, name, args }: TabFrame & { t: 'live' }): void {
		const { core, term } = this.#options;
		const subscriptions = this.#meet(tab);
		// Asked again under the same id (two announcements of one leader may cross): one is enough.
		subscriptions.get(id)?.();
		const handlers = {
			rows: (result: unknown) => this.#options.send(tab, { t: 'rows', term, id, result }),
			failed: (error: Error) => {
				this.#options.send(tab, { t: 'failed', term, id, error: toWire(error) });
				this.#noticeFatal(error);
			}
		};
		subscriptions.set(id, core.live(name, args, handlers, tab));
	}

	async #call(tab: string, id: string, method: CallName, params: unknown): Promise<void> {
		const { term } = this.#options;
		try {
			const value = await this.#run(method, params);
			this.#options.send(tab, { t: 'answer', term, id, value });
			if (method === 'erase') this.#erased();
		} catch (error) {
			this.#options.send(tab, { t: 'threw', term, id, error: toWire(error) });
			this.#noticeFatal(error);
		}
	}

	#run(method: CallName, params: unknown): Promise<unknown> | unknown {
		const { core } = this.#options;
		switch (method) {
			case 'ask': {
				const { name, args } = params as Calls['ask']['params'];
				return core.ask(name, args);
			}
			case 'mutate': {
				const { name, args, requestId } = params as Calls['mutate']['params'];
				return core.mutate(name, args, { requestId });
			}
			case 'inbox':
				return core.inbox();
			case 'pendingList':
				return core.pendingList();
			case 'resolveInbox': {
				const { id, action } = params as Calls['resolveInbox']['params'];
				return core.resolveInbox(id, action);
			}
			case 'reconnect':
				return core.reconnect();
			case 'erase':
				return core.erase();
		}
	}

	/** Every other tab of this person stands before an empty replica now. */
	#erased(): void {
		const { status } = this.#options.core;
		if (!isWiped(status)) this.statusChanged({ ...status, link: { state: 'stopped', because: 'signedOut' } });
		this.#tellErased();
	}

	#tellErased(): void {
		if (this.#isErased) return;
		this.#isErased = true;
		this.#options.onErased();
	}

	#noticeFatal(error: unknown): void {
		if (isFatal(error)) this.#options.onFatal(error);
	}
}

/** Postgres has exited, or its memory cannot be trusted any more: nothing after this can be right. */
export function isFatal(error: unknown): boolean {
	for (let e = error; e instanceof Error || (typeof e === 'object' && e !== null && 'name' in e); e = (e as Error).cause) {
		if (['RuntimeError', 'ExitStatus'].includes((e as Error).name)) return true;
	}
	return false;
}
