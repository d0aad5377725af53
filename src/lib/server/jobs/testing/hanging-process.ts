/** A node in a process of its own whose job never ends, so that a test can kill it: prints a line as soon as the job has begun. */
import { z } from 'zod';
import { openPool } from '#sync-server/database.ts';
import { Jobs } from '../jobs.ts';

const [url, name] = process.argv.slice(2);
const jobs = new Jobs({
	pool: openPool(url!, 4),
	kinds: [
		{
			name: name!,
			data: z.object({}),
			attempts: 3,
			pauseSeconds: 1,
			longestPauseSeconds: 2,
			atOnce: 1,
			run: () => {
				console.log('began');
				return new Promise(() => undefined);
			}
		}
	],
	timeZone: 'UTC',
	wake: () => undefined,
	dayOf: () => '2026-11-22',
	log: () => undefined
});
await jobs.start();
