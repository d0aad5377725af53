import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../postgres/operator-error.ts';
import { isAlive } from '../postgres/postmaster.ts';

interface Holder {
	readonly pid: number;
	/** When that process started, in the kernel's ticks: pids are used again, in a container at every start. Null without /proc. */
	readonly started: string | null;
	readonly address?: string | undefined;
}

export interface DataLock {
	/** Tells a second start where the first one can be reached. */
	announce(address: string): void;
	release(): void;
}

/**
 * Takes the folder for this process, so that no second one works on the same data. The lock of a process that is dead
 * is taken over.
 * @throws OperatorError when another process holds it.
 */
export function lockDataDir(dataDir: string): DataLock {
	mkdirSync(dataDir, { recursive: true });
	const file = join(dataDir, 'lock');
	const mine = join(dataDir, `lock.${process.pid}`);
	const me: Holder = { pid: process.pid, started: startOf(process.pid) };
	writeFileSync(mine, JSON.stringify(me));
	try {
		for (;;) {
			try {
				linkSync(mine, file); // made whole, or not at all
				break;
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			}
			const holder = readHolder(file);
			if (holder && isRunning(holder)) {
				const where = holder.address ? ` at ${holder.address}` : '';
				throw new OperatorError(
					`Balcão already runs on ${dataDir}${where} (process ${holder.pid}): stop that one first, or set DATA_DIR to another folder.`
				);
			}
			removeStale(file, holder);
		}
	} finally {
		rmSync(mine, { force: true });
	}

	let held = true;
	return {
		announce(address) {
			if (!held) return;
			writeFileSync(mine, JSON.stringify({ ...me, address } satisfies Holder));
			renameSync(mine, file);
		},
		release() {
			if (held) rmSync(file, { force: true });
			held = false;
		}
	};
}

/** Two processes may find the same stale lock: only the one that moves the very lock it read may go on. */
function removeStale(file: string, seen: Holder | null): void {
	const aside = `${file}.stale.${process.pid}`;
	try {
		renameSync(file, aside);
	} catch {
		return; // somebody else was faster
	}
	const moved = readHolder(aside);
	if (moved && (moved.pid !== seen?.pid || moved.started !== seen.started)) {
		try {
			linkSync(aside, file);
		} catch {
			// a third one has it: it will be asked next
		}
	}
	rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | null {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Holder;
	} catch {
		return null;
	}
}

function isRunning(holder: Holder): boolean {
	if (!isAlive(holder.pid)) return false;
	const started = startOf(holder.pid);
	return started === null || holder.started === null || started === holder.started;
}

function startOf(pid: number): string | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// Field 22, counted from behind the name in brackets, which may itself hold spaces.
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
	} catch {
		return null;
	}
}
