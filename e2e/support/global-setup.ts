import { startServer } from './server.ts';

/** One server with demonstration data for the whole run; `BALCAO_URL` tells the tests where it is. */
export default async function globalSetup(): Promise<() => Promise<void>> {
	if (process.env.BALCAO_URL) return () => Promise.resolve(); // against one that already runs, e.g. while a test is being written
	const server = await startServer({ env: { DEMO_CUSTOMERS: '300' } });
	process.env.BALCAO_URL = server.url;
	return () => server.remove();
}
