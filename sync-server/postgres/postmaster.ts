import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What a running Postgres writes about itself into `postmaster.pid`. */
export interface Postmaster {
	readonly pid: number;
	readonly port: number;
	/** It takes connections (the file says so only after crash recovery). */
	readonly ready: boolean;
}

/** @returns null when the file is missing or half written. */
export function readPostmaster(cluster: string): Postmaster | null {
	let lines: string[];
	try {
		lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
	} catch {
		return null;
	}
	const pid = Number(lines[0]);
	if (!Number.isInteger(pid) || pid <= 0) return null;
	return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/** True while the process exists and has not merely been left unreaped (a zombie holds no data). */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
	try {
		// Third field of stat, after the name in brackets, which may itself hold brackets and spaces.
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
	} catch {
		return true; // no /proc on this system
	}
}

/** True when the process is a Postgres that works in this cluster: pids are reused, and we are about to send signals. */
export function worksIn(pid: number, cluster: string): boolean {
	if (!isAlive(pid)) return false;
	try {
		return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
	} catch (error) {
		// Without /proc the pid file is all there is to go by.
		return (error as NodeJS.ErrnoException).code === 'ENOENT' ? isAlive(pid) && process.platform !== 'linux' : false;
	}
}

/** `fast` rolls back what is open and checkpoints; `immediate` drops everything, as a power cut would. */
export type StopMode = 'fast' | 'immediate';

/**
 * Ends a Postgres and waits until it is gone. A fast shutdown may wait for ever on a stuck client, so after
 * `patienceMs` it becomes an immediate one; the next start then replays the write-ahead log and loses nothing.
 */
export async function stopPostmaster(pid: number, mode: StopMode = 'fast', patienceMs = 5000): Promise<void> {
	const steps: [NodeJS.Signals, number][] = [
		['SIGQUIT', patienceMs],
		['SIGKILL', 10_000]
	];
	if (mode === 'fast') steps.unshift(['SIGINT', patienceMs]);
	for (const [signal, ms] of steps) {
		try {
			process.kill(pid, signal);
		} catch {
			return;
		}
		if (await goneWithin(pid, ms)) return;
	}
	throw new Error(`Postgres (pid ${pid}) does not end`);
}

async function goneWithin(pid: number, ms: number): Promise<boolean> {
	for (const end = Date.now() + ms; isAlive(pid); await delay(10)) if (Date.now() > end) return false;
	return true;
}
