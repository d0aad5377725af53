import type { Pool } from 'pg';
import type { Actor, Refusal } from '#lib/sync/model.ts';
import { withBoleto, type At } from './register.ts';
import { sheetOf, type Sheet } from './sheet.ts';

/**
 * The slips of these invoices one after the other, each registered if it was not. What cannot be shown is left out of a file that has begun;
 * when it is all of them, the last refusal is what the generator returns.
 */
export async function* eachSheet(
	pool: Pool,
	actor: Actor,
	invoiceIds: readonly string[],
	at: At
): AsyncGenerator<Sheet, Refusal | null, undefined> {
	let last: Refusal | null = null;
	for (const id of invoiceIds) {
		const outcome = await withBoleto(pool, actor, id, at);
		const made = outcome.ok ? sheetOf(outcome.value!, at.today) : outcome;
		if (made.ok) yield made.sheet;
		else last = made;
	}
	return last;
}
