import type { Pool } from 'pg';
import { dayAt } from '#lib/domain/day/zone.ts';
import { fileStore } from '#lib/server/files/current.ts';
import { readSetting } from '#lib/server/settings.ts';
import { releaseHolds, removeForgottenFiles } from './forgotten-files.ts';

/** The first round soon after the start, when nobody waits for the centre any more. */
const firstMs = 60_000;
const everyMs = 60 * 60_000;

/**
 * What privacy needs without anybody asking: facts under seal go when their term is over, and files of forgotten people that the storage
 * did not give up at once. Every node does it; twice harms nobody.
 */
export function startPrivacyHousekeeping(pool: Pool, log: (line: string) => void): () => void {
	const round = async (): Promise<void> => {
		try {
			const released = await releaseHolds(pool, dayAt(new Date().toISOString(), await readSetting(pool, 'timeZone')));
			if (released > 0) log(`privacy: the term of ${String(released)} sealed records is over`);
			await removeForgottenFiles(pool, fileStore());
		} catch (error) {
			log(`privacy: ${error instanceof Error ? error.message : String(error)}`);
		}
	};
	const first = setTimeout(() => void round(), firstMs).unref();
	const every = setInterval(() => void round(), everyMs).unref();
	return () => {
		clearTimeout(first);
		clearInterval(every);
	};
}
