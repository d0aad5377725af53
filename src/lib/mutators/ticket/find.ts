import { and, eq } from 'drizzle-orm';
import { team } from '#lib/schema/list.ts';
import { ticket, ticketType } from '#lib/schema/ticket.ts';
import { appUser, userBranch } from '#lib/schema/user.ts';
import type { Tx } from '#lib/sync/model.ts';

/** The ticket, locked until the transaction ends, or null when there is none that the actor may see. */
export async function findTicket(tx: Tx, id: string) {
	const [row] = await tx.select().from(ticket).where(eq(ticket.id, id)).for('update');
	return row ?? null;
}
export type StoredTicket = NonNullable<Awaited<ReturnType<typeof findTicket>>>;

/** A type of ticket, or null. */
export async function findTicketType(tx: Tx, id: string) {
	const [row] = await tx.select().from(ticketType).where(eq(ticketType.id, id));
	return row ?? null;
}

/** Whether a team exists and may still be chosen. */
export async function isUsableTeam(tx: Tx, id: string): Promise<boolean> {
	const [row] = await tx.select({ active: team.active }).from(team).where(eq(team.id, id));
	return row?.active === true;
}

/** Whether work of this branch may be given to this person: active, and in the branch or an administrator, who is in all. */
export async function worksInBranch(tx: Tx, userId: string, branchId: string): Promise<boolean> {
	const [person] = await tx.select({ active: appUser.active, role: appUser.role }).from(appUser).where(eq(appUser.id, userId));
	if (person?.active !== true) return false;
	if (person.role === 'administrator') return true;
	const [there] = await tx
		.select({ id: userBranch.id })
		.from(userBranch)
		.where(and(eq(userBranch.userId, userId), eq(userBranch.branchId, branchId)));
	return there !== undefined;
}
