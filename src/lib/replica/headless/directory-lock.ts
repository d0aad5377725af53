import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadlessError } from './sign-in.ts';

/**
 * Makes sure that one process only works in a directory: two would tear the files. The lock is a file with the process's
 * number; one left by a process that is no more is taken over. Answers what gives it back.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
	await mkdir(directory, { recursive: true });
	const path = join(directory, 'lock');
	for (;;) {
		try {
			await writeFile(path, String(process.pid), { flag: 'wx' });
			return () => rm(path, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const owner = Number(await readFile(path, 'utf8').catch(() => ''));
		if (owner > 0 && owner !== process.pid && lives(owner)) throw new HeadlessError(`${directory} is in use by process ${owner}.`);
		await rm(path, { force: true });
	}
}

function lives(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
