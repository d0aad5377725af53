/**
 * Another process of the bench: what is measured must not share an event loop with what measures it. Calls go by name,
 * answers come back by number, and the child may tell things of its own accord.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Child {
	readonly pid: number;
	call<T>(method: string, args?: unknown): Promise<T>;
	/** Listens to what the child tells; returns the end of listening. */
	on<T>(event: string, listener: (data: T) => void): () => void;
	stop(): Promise<void>;
}

type Request = { readonly id: number; readonly method: string; readonly args: unknown };
type Reply =
	{ readonly id: number; readonly value?: unknown; readonly error?: string } | { readonly event: string; readonly data: unknown };

/** `BENCH_CPU_PROF=folder` writes a CPU profile of every child there. */
const profiling = process.env.BENCH_CPU_PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_CPU_PROF}`] : [];

/** Starts a module that calls `serveParent`, next to this file. */
export function startChild(module: string, more: { readonly node?: readonly string[] } = {}): Child {
	const path = fileURLToPath(new URL(module, import.meta.url));
	const child = fork(path, [], { execArgv: [...profiling, ...(more.node ?? [])], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
	const listeners = new Map<string, Set<(data: unknown) => void>>();
	let nextId = 1;
	child.on('message', (reply: Reply) => {
		if ('event' in reply) return void listeners.get(reply.event)?.forEach((listener) => listener(reply.data));
		const asked = waiting.get(reply.id);
		waiting.delete(reply.id);
		if (reply.error === undefined) asked?.resolve(reply.value);
		else asked?.reject(new Error(`${module}: ${reply.error}`));
	});
	const ended = once(child, 'exit').then(() => waiting.forEach(({ reject }) => reject(new Error(`${module} ended`))));
	return {
		pid: child.pid!,
		call: <T>(method: string, args?: unknown) =>
			new Promise<T>((resolve, reject) => {
				const id = nextId++;
				waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
				child.send({ id, method, args } satisfies Request);
			}),
		on<T>(event: string, listener: (data: T) => void) {
			const known = listeners.get(event) ?? new Set();
			listeners.set(event, known.add(listener as (data: unknown) => void));
			return () => known.delete(listener as (data: unknown) => void);
		},
		async stop() {
			if (child.exitCode === null && child.signalCode === null && child.connected)
				child.send({ id: 0, method: 'stop', args: null } satisfies Request);
			const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
			await ended;
			clearTimeout(killer);
		}
	};
}

/** The child's side. `stop` may tidy up; the process ends after it, and also when its parent is gone. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each handler knows what its caller sends
export function serveParent(handlers: Readonly<Record<string, (args: any) => unknown>>): (event: string, data: unknown) => void {
	const reply = (message: Reply) => process.connected && process.send!(message);
	const answer = async ({ id, method, args }: Request): Promise<void> => {
		if (method === 'stop') {
			await handlers['stop']?.(null);
			process.exit(0);
		}
		try {
			reply({ id, value: await handlers[method]!(args) });
		} catch (error) {
			reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
		}
	};
	process.on('message', (request: Request) => void answer(request));
	process.on('disconnect', () => process.exit(1));
	process.on('SIGINT', () => undefined); // Ctrl-C reaches all; the parent stops us in order
	return (event, data) => void reply({ event, data });
}
