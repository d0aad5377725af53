/** A node in a process of its own that works on runs of invoices, so that a test can kill it. */
import { Jobs } from '#lib/server/jobs/jobs.ts';
import { openPool } from '#sync-server/database.ts';
import { invoiceRunJob } from '../run-job.ts';

const jobs = new Jobs({
	pool: openPool(process.argv[2]!, 6),
	kinds: [invoiceRunJob],
	timeZone: 'America/Sao_Paulo',
	wake: () => undefined,
	dayOf: () => '2026-11-01',
	log: (line) => console.error(line)
});
await jobs.start();
