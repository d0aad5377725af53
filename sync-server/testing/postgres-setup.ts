import type { TestProject } from 'vitest/node';
import { startTestPostgres } from './database.ts';

/** Vitest's set-up for the project `pg`: one real Postgres for the run, given to the tests as `postgresUrl`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const postgres = await startTestPostgres();
	project.provide('postgresUrl', postgres.url);
	return () => postgres.stop();
}
