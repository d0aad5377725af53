import { setTimeout as delay } from 'node:timers/promises';

/** What was brought up, as promises: a stop that arrives while something is still coming up waits for it and then ends it. */
export interface Running {
	lock?: { release(): void };
	web?: { readonly address: string; drain(graceMs: number): Promise<void> };
	centre?: Promise<{ close(graceMs: number): Promise<void> }>;
	postgres?: Promise<{ stop(mode?: 'fast' | 'immediate'): Promise<void>; readonly pid: number }>;
	vite?: { close(): Promise<void> };
}

/**
 * Takes everything down, top first: no new connection, running requests finish, sockets are told to come back later,
 * pools end, Postgres stops. A part that fails to end, or takes more than four times `graceMs`, does not keep the others up.
 */
export async function descend(running: Running, graceMs: number, log: (line: string) => void): Promise<void> {
	const step = async (name: string, end: () => Promise<void> | void | undefined): Promise<void> => {
		try {
			const late = delay(4 * graceMs, 'late', { ref: false });
			if ((await Promise.race([end(), late])) === 'late') log(`${name} does not end: going on without it`);
		} catch (error) {
			log(`while stopping ${name}: ${error instanceof Error ? error.message : String(error)}`);
		}
	};
	await step('the web server', () => running.web?.drain(graceMs));
	await step('the development server', () => running.vite?.close());
	const centre = await running.centre?.catch(() => undefined);
	await step('the sync server', () => centre?.close(graceMs));
	const postgres = await running.postgres?.catch(() => undefined);
	await step('Postgres', () => postgres?.stop());
	await step('the lock', () => running.lock?.release());
}

/**
 * Calls `stop` at the first Ctrl-C, SIGTERM or closed terminal, `force` at the second.
 * A signal within the first 200 ms after another is the same key press, delivered once by the terminal and once by npm.
 */
export function onSignals(stop: () => void, force: () => void): void {
	let first = 0;
	const handle = (): void => {
		const now = Date.now();
		if (first === 0) {
			first = now;
			stop();
		} else if (now - first > 200) force();
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle);
}
