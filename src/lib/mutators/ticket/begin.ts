import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { checkTicketLength, normaliseTicketText, ticketLimits } from '#lib/domain/ticket/ticket.ts';
import { refuse, type MutatorContext, type Refusal, type Tx } from '#lib/sync/model.ts';
import { findTicket, type StoredTicket } from './find.ts';

/** Words that go with a step of a ticket; what is too long is refused by its own rule, with the limit. */
export const stepText = z
	.string()
	.max(2 * ticketLimits.text)
	.nullable()
	.default(null);

/**
 * How every step of a ticket begins: who may work on it, the ticket locked, the words in stored form.
 * Refusals: permission_denied, not_found, field_too_long.
 */
export async function beginStep(
	tx: Tx,
	args: { readonly id: string; readonly text: string | null },
	ctx: MutatorContext
): Promise<{ readonly ok: true; readonly stored: StoredTicket; readonly text: string | null } | Refusal> {
	const denied = checkPermission(ctx.actor.role, 'ticket.update');
	if (denied) return denied;
	const stored = await findTicket(tx, args.id);
	if (stored === null) return refuse('not_found');
	const text = normaliseTicketText(args.text);
	return checkTicketLength('text', text) ?? { ok: true, stored, text };
}
