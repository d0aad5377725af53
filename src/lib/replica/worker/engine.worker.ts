/**
 * A tab's dedicated worker. Small until it leads: the engine, 0.6 MB of script and 15 MB of Postgres, is fetched by the
 * one worker of the browser that opens the replica.
 */
import { Gateway, type OpenCore } from './gateway.ts';
import type { PageToWorker, WorkerToPage } from './rpc.ts';

const openCore: OpenCore = async (options, on) => (await import('./open-core.ts')).openCore(options, on);

const gateway = new Gateway({
	post: (message: WorkerToPage) => self.postMessage(message),
	openCore,
	locks: navigator.locks,
	channel: (name) => new BroadcastChannel(name),
	onError: (error) => console.error('replica:', error)
});
self.onmessage = ({ data }: MessageEvent<PageToWorker>) => gateway.receive(data);
