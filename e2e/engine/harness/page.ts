/**
 * A page without a product: tests reach the storage worker by `call` and a tab's replica by `replica`. `told` takes what a
 * worker says by itself to the test's process, which survives the browser.
 */
import { TabReplica, type WorkerPort } from '#lib/replica/worker/client.ts';

const worker = new Worker(new URL('./storage.worker.ts', import.meta.url), { type: 'module' });
const waiting = new Map<number, PromiseWithResolvers<unknown>>();
let count = 0;
worker.onmessage = ({ data }: MessageEvent<{ id?: number; value?: unknown; error?: string; told?: unknown }>) => {
	if (data.told !== undefined) return void window.told(data.told);
	const call = waiting.get(data.id!);
	waiting.delete(data.id!);
	if (data.error === undefined) call?.resolve(data.value);
	else call?.reject(new Error(data.error));
};

window.call = (method, ...args) => {
	const call = Promise.withResolvers<unknown>();
	waiting.set(++count, call);
	worker.postMessage({ id: count, method, args });
	return call.promise;
};

window.openTab = (build = 'b1') => {
	const makeWorker = () => new Worker(new URL('./gateway.worker.ts', import.meta.url), { type: 'module' }) as WorkerPort;
	const user = { userId: 'tabs', login: 'x', name: 'X', role: 'attendant', branchIds: [] };
	return (window.replica = new TabReplica({ user, build, offlineHours: null, makeWorker }));
};

declare global {
	interface Window {
		call(method: string, ...args: unknown[]): Promise<unknown>;
		openTab(build?: string): TabReplica;
		replica: TabReplica;
		told(what: unknown): void;
	}
}
