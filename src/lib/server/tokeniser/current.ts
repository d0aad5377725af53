import { centre } from '#lib/server/centre.ts';
import { outsideUrl } from '#lib/server/outside.ts';
import { httpTokeniser } from './http.ts';
import type { Tokeniser } from './port.ts';
import { startTokeniserSimulator } from './simulator.ts';

/** The tokeniser of this process: `TOKENISER_URL` (with `TOKENISER_KEY`) or the demonstration's simulator; null where none is configured. */
export async function tokeniser(): Promise<Tokeniser | null> {
	const url = await outsideUrl(centre().pool, 'TOKENISER_URL', async () => (await startTokeniserSimulator()).url, null);
	return url === null ? null : httpTokeniser(url, { key: process.env.TOKENISER_KEY ?? '' });
}
