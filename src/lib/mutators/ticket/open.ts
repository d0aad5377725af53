import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { dueByType } from '#lib/domain/ticket/due.ts';
import { ticketPriorities } from '#lib/domain/ticket/priority.ts';
import {
	checkSubject,
	checkTicketLength,
	contactKinds,
	normaliseTicketLine,
	normaliseTicketText,
	ticketLimits
} from '#lib/domain/ticket/ticket.ts';
import { ticket } from '#lib/schema/ticket.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';
import { findTicketType, isUsableTeam, worksInBranch } from './find.ts';
import { writeEntry } from './write-entry.ts';

/**
 * Opens an attendance (items 377, 378, 380). Its protocol comes from a leased block: final at once, told to the caller
 * even offline. Team and due time come from the type unless they are given. What the caller said becomes the first entry.
 * That an automatic one (item 13) is opened once is decided where the record is opened: its protocol may have been told
 * by the time the centre hears of it, so the centre takes it as it is.
 * Refusals: permission_denied, not_found, customer_anonymised, field_required, field_too_long, value_invalid (type, team or person that may not
 * be chosen), numbers_exhausted.
 */
export const ticketOpen = defineMutator({
	name: 'ticket.open',
	version: 2,
	numbers: ['protocol'],
	args: z.object({
		customerId: z.uuid(),
		subject: z.string().max(2 * ticketLimits.subject),
		ticketTypeId: z.uuid().nullable().default(null),
		priority: z.enum(ticketPriorities).default('normal'),
		/** Who is on the line, when it is not the customer. */
		contactName: z
			.string()
			.max(2 * ticketLimits.contactName)
			.nullable()
			.default(null),
		contactPhone: z
			.string()
			.max(2 * ticketLimits.contactPhone)
			.nullable()
			.default(null),
		/** Left out: the type's. */
		teamId: z.uuid().nullable().optional(),
		assigneeId: z.uuid().nullable().default(null),
		/** What was said, and how it came in. */
		text: z
			.string()
			.max(2 * ticketLimits.text)
			.nullable()
			.default(null),
		kind: z.enum(contactKinds).default('call'),
		automatic: z.boolean().default(false)
	}),
	/** 1 knew only customer and subject; what it did not say has the same defaults as now. */
	upgrade: { 1: (args) => args },
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'ticket.create');
		if (denied) return denied;
		const owner = await recordNow(tx, args.customerId);
		if ('code' in owner) return owner;
		const subject = normaliseTicketLine(args.subject);
		const contactName = normaliseTicketLine(args.contactName);
		const contactPhone = normaliseTicketLine(args.contactPhone);
		const text = normaliseTicketText(args.text);
		const wrong =
			checkSubject(subject) ??
			checkTicketLength('contactName', contactName) ??
			checkTicketLength('contactPhone', contactPhone) ??
			checkTicketLength('text', text);
		if (wrong) return wrong;
		const type = args.ticketTypeId === null ? null : await findTicketType(tx, args.ticketTypeId);
		if (args.ticketTypeId !== null && type?.active !== true) return refuse('value_invalid', { field: 'ticketTypeId' });
		// A type's own team may have been retired since: then the ticket waits for nobody in particular.
		if (args.teamId && !(await isUsableTeam(tx, args.teamId))) return refuse('value_invalid', { field: 'teamId' });
		const typeTeam = type?.teamId && (await isUsableTeam(tx, type.teamId)) ? type.teamId : null;
		if (args.assigneeId !== null && !(await worksInBranch(tx, args.assigneeId, owner.branchId)))
			return refuse('value_invalid', { field: 'assigneeId' });
		const protocol = ctx.number('protocol');
		if (protocol === null) return refuse('numbers_exhausted');

		const id = ctx.newId();
		await tx.insert(ticket).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			protocol,
			subject: subject ?? '',
			status: 'open',
			ticketTypeId: type?.id ?? null,
			priority: args.priority,
			contactName,
			contactPhone,
			teamId: args.teamId === undefined ? typeTeam : args.teamId,
			assigneeId: args.assigneeId,
			dueAt: dueByType(ctx.now, type?.dueHours ?? null),
			automatic: args.automatic,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		const opened = { id, branchId: owner.branchId, customerId: owner.id };
		if (text !== null) await writeEntry(tx, opened, { kind: args.kind, text }, ctx);
		if (args.assigneeId !== null) await writeEntry(tx, opened, { kind: 'assignment', toValue: args.assigneeId }, ctx);
		return ok({ id, protocol });
	}
});
