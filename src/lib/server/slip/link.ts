import type { Pool } from 'pg';
import { addDays } from '#lib/domain/day/day.ts';
import { ok, type Actor, type Outcome } from '#lib/sync/model.ts';
import { withBoleto, type At } from './register.ts';
import { sheetOf, type Sheet } from './sheet.ts';
import { linkDays, linkKey, slipToken } from './token.ts';

/** Path of a page that anybody may open who is given it, for some months, and what it shows today. Refusals: those of withBoleto and of sheetOf. */
export async function linkToSlip(
	pool: Pool,
	actor: Actor,
	invoiceId: string,
	at: At
): Promise<Outcome<{ readonly path: string; readonly sheet: Sheet }>> {
	const outcome = await withBoleto(pool, actor, invoiceId, at);
	if (!outcome.ok) return outcome;
	// What cannot be drawn is told here, to whoever can mend it.
	const made = sheetOf(outcome.value!, at.today);
	if (!made.ok) return made;
	return ok({ path: `/boleto/${slipToken(await linkKey(pool), invoiceId, addDays(at.today, linkDays))}`, sheet: made.sheet });
}
