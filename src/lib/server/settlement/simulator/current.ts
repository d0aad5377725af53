import type { Queryable } from '#lib/server/auth/queryable.ts';
import { outsideUrl } from '#lib/server/outside.ts';
import { startBankSimulator } from './server.ts';

/** Address of the bank that answers remessas by itself: in a demonstration its simulator; null elsewhere, where banks have sites of their own. */
export const simulatedBank = (db: Queryable): Promise<string | null> =>
	outsideUrl(db, 'BANK_SIMULATOR_URL', async () => (await startBankSimulator()).url, null);
