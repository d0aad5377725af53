import type { Pool } from 'pg';
import { RateLimit } from '#lib/server/auth/rate-limit.ts';
import type { Day } from '#lib/domain/day/day.ts';
import { slipFacts } from './facts.ts';
import { sheetOf, type Sheet } from './sheet.ts';
import { linkKey, readSlipToken } from './token.ts';

/** Addresses that open nothing, per caller: 128 bits cannot be guessed, but nobody should be let try for free. */
const misses = new RateLimit({ limit: 20, windowMs: 60_000 });
/** Openings of one link: a person and a preview or two, and no stress test with somebody's boleto. */
const openings = new RateLimit({ limit: 60, windowMs: 60_000 });

/**
 * What a link shows today, or with which HTTP status it is refused. There is nobody signed in: the signature is the permission, so the
 * facts are read with the node's own access. 404 also for a forgotten person (LGPD art. 18 IV), 422 for a slip that cannot be drawn.
 */
export async function openLink(
	pool: Pool,
	token: string,
	caller: { readonly address: string; readonly today: Day; readonly now: number }
): Promise<Sheet | 404 | 410 | 422 | 429> {
	if (misses.take(caller.address, caller.now) > 0) return 429;
	const read = readSlipToken(await linkKey(pool), token, caller.today);
	if (read === null) return 404;
	misses.giveBack(caller.address);
	if (read === 'expired') return 410;
	if (openings.take(token, caller.now) > 0) return 429;
	const [facts] = await slipFacts(pool, [read.invoiceId]);
	if (!facts) return 404;
	const made = sheetOf(facts, caller.today);
	return made.ok ? made.sheet : 422;
}
