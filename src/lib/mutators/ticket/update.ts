import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { dueAfterTypeChange } from '#lib/domain/ticket/due.ts';
import { ticketPriorities } from '#lib/domain/ticket/priority.ts';
import { checkSubject, checkTicketLength, normaliseTicketLine, ticketLimits } from '#lib/domain/ticket/ticket.ts';
import { ticket } from '#lib/schema/ticket.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findTicket, findTicketType } from './find.ts';

/** A field as it was seen and as it shall be. */
const change = <T extends z.ZodType>(value: T) => z.object({ from: value, to: value }).optional();
const line = (limit: number) =>
	z
		.string()
		.max(2 * limit)
		.nullable();

/**
 * Changes a ticket field by field; what is not named stays as it is, so two people on two fields do not undo each other.
 * Another type brings its due time along, unless a person has set one. Team and person: `ticket.assign`; status:
 * `ticket.setStatus`. Refusals: permission_denied, not_found, field_required, field_too_long, value_invalid.
 */
export const ticketUpdate = defineMutator({
	name: 'ticket.update',
	version: 1,
	args: z.object({
		id: z.uuid(),
		changes: z.object({
			subject: change(line(ticketLimits.subject)),
			ticketTypeId: change(z.uuid().nullable()),
			priority: change(z.enum(ticketPriorities)),
			contactName: change(line(ticketLimits.contactName)),
			contactPhone: change(line(ticketLimits.contactPhone)),
			dueAt: change(z.iso.datetime({ offset: true }).nullable())
		})
	}),
	async run(tx, { id, changes }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'ticket.update');
		if (denied) return denied;
		const stored = await findTicket(tx, id);
		if (stored === null) return refuse('not_found');
		const patch: Partial<typeof ticket.$inferInsert> = {};
		if (changes.subject) {
			const subject = normaliseTicketLine(changes.subject.to);
			const wrong = checkSubject(subject);
			if (wrong) return wrong;
			patch.subject = subject ?? '';
		}
		for (const field of ['contactName', 'contactPhone'] as const) {
			if (!changes[field]) continue;
			const value = normaliseTicketLine(changes[field].to);
			const wrong = checkTicketLength(field, value);
			if (wrong) return wrong;
			patch[field] = value;
		}
		if (changes.priority) patch.priority = changes.priority.to;
		if (changes.ticketTypeId && changes.ticketTypeId.to !== stored.ticketTypeId) {
			const typeId = changes.ticketTypeId.to;
			const type = typeId === null ? null : await findTicketType(tx, typeId);
			if (typeId !== null && type?.active !== true) return refuse('value_invalid', { field: 'ticketTypeId' });
			const oldType = stored.ticketTypeId === null ? null : await findTicketType(tx, stored.ticketTypeId);
			patch.ticketTypeId = typeId;
			patch.dueAt = dueAfterTypeChange(stored, oldType?.dueHours ?? null, type?.dueHours ?? null);
		}
		if (changes.dueAt) patch.dueAt = changes.dueAt.to;

		const changed = (Object.keys(patch) as (keyof typeof patch & keyof typeof stored)[]).filter((field) =>
			field === 'dueAt' ? !sameInstant(patch.dueAt ?? null, stored.dueAt) : patch[field] !== stored[field]
		);
		if (changed.length > 0)
			await tx
				.update(ticket)
				.set({ ...patch, updatedAt: ctx.now, updatedBy: ctx.actor.userId })
				.where(eq(ticket.id, id));
		return ok({ changed });
	}
});

const sameInstant = (a: string | null, b: string | null): boolean => (a === null || b === null ? a === b : Date.parse(a) === Date.parse(b));
