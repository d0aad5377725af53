import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { accessWays } from '#lib/schema/privacy.ts';
import { defineMutator, ok } from '#lib/sync/model.ts';

/** Ways that a computer or an automation tells of itself; exports and first loads the centre notes without being told. */
const toldWays = accessWays.filter((way) => way !== 'export' && way !== 'replica') as ['search', 'ticket', 'link', 'api', 'print'];

/**
 * Notes that a customer's record was opened or printed (LGPD art. 37; docs/privacy.md). The log is the centre's alone, so in a replica
 * there is nothing to write; through the outbox a note made offline arrives with its own time. What counts once is decided there
 * (`app.note_access`, migration 0010). Only a role that may see no customer is refused: that somebody looked cannot be undone.
 */
export const accessNote = defineMutator({
	name: 'access.note',
	version: 1,
	quiet: true,
	args: z.object({
		customerId: z.uuid(),
		via: z.enum(toldWays),
		/** When, by the computer's clock; the centre's clock bounds it. */
		at: z.iso.datetime({ offset: true })
	}),
	async run(tx, { customerId, via, at }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'customer.view');
		if (denied) return denied;
		if (ctx.place === 'centre') await tx.execute(sql`select app.note_access(${customerId}, ${via}, ${at}::timestamptz)`);
		return ok();
	}
});
