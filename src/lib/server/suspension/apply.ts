import type { Pool } from 'pg';
import { loadActor } from '#lib/server/auth/rights.ts';
import { ticketOpen } from '#lib/mutators/ticket/open.ts';
import { idsOf } from '#lib/sync/ids.ts';
import type { Actor, MutatorContext } from '#lib/sync/model.ts';
import type { SuspensionDirection, SuspensionKind } from '#lib/schema/suspension.ts';
import { drizzleOn, inTransaction, readWrite, rows, type Connection } from '#sync-server/database.ts';
import { ticketWords } from './ticket-words.ts';

/** Plans whose state changes in one commit: few enough for people to see them change one after the other. */
const together = 50;

interface Queued {
	id: string;
	subscription_id: string;
	customer_id: string;
	branch_id: string;
	kind: SuspensionKind;
	direction: SuspensionDirection;
	to_on: string | null;
	opens_ticket: boolean;
	by: string | null;
	plan: string;
	plan_status: string;
	/** False: something was overdue when it was asked for, and was paid between then and now; with a reason written or without. */
	still: boolean;
}

/**
 * Takes what is queued and due and puts it in force: from this commit on FreeRADIUS answers differently, because it reads the plan's own
 * state. With its ticket, in the same transaction, so there is one of each or neither. Answers how many were taken; 0: nothing is due.
 * Two nodes never take the same (`skip locked`).
 */
export function applyQueued(pool: Pool, at: { readonly now: string; readonly today: string }): Promise<number> {
	return inTransaction(pool, readWrite, async (connection) => {
		const queued = await rows<Queued>(
			connection,
			`select s.id, s.subscription_id, s.customer_id, s.branch_id, s.kind, s.direction, s.to_on, s.opens_ticket,
				case s.direction when 'suspend' then s.requested_by else s.restored_by end as by, p.name as plan, u.status as plan_status,
				s.direction = 'restore' or s.debts_before is null or app.owes(s.customer_id, s.subscription_id, s.debts_before) as still
			from suspension s join subscription u on u.id = s.subscription_id join service_plan p on p.id = u.service_plan_id
			where s.status = 'queued' and (s.direction = 'restore' or s.from_on <= $1::date)
			order by s.created_at, s.id limit $2 for update of s, u skip locked`,
			[at.today, together]
		);
		if (queued.length === 0) return 0;
		for (const by of new Set(queued.map((one) => one.by))) {
			// Histórico says who asked for it.
			await connection.query(`select set_config('app.user_id', $1, true)`, [by ?? '']);
			const own = queued.filter((one) => one.by === by);
			await settleEarly(connection, own, at.now);
			const suspending = own.filter((one) => one.direction === 'suspend' && one.still && one.plan_status !== 'cancelled');
			await suspend(connection, await withTickets(connection, suspending, by, at), at.now);
			await restore(
				connection,
				own.filter((one) => one.direction === 'restore'),
				at.now
			);
		}
		return queued.length;
	});
}

const idsIn = (list: readonly Queued[]): string => `{${list.map(({ id }) => id).join(',')}}`;
const plansIn = (list: readonly Queued[]): string => `{${list.map((one) => one.subscription_id).join(',')}}`;

/** What the world has overtaken: a plan that is cancelled, a debt that is paid. */
async function settleEarly(connection: Connection, own: readonly Queued[], now: string): Promise<void> {
	const suspending = own.filter((one) => one.direction === 'suspend');
	const cancelled = suspending.filter((one) => one.plan_status === 'cancelled');
	const paid = suspending.filter((one) => one.plan_status !== 'cancelled' && !one.still);
	if (cancelled.length > 0)
		await connection.query(
			`update suspension set status = 'failed', failure = 'plan_cancelled', ended_at = $2, updated_at = $2 where id = any ($1::uuid[])`,
			[idsIn(cancelled), now]
		);
	if (paid.length > 0)
		await connection.query(
			`update suspension set status = 'withdrawn', restore_cause = 'paid', ended_at = $2, updated_at = $2 where id = any ($1::uuid[])`,
			[idsIn(paid), now]
		);
}

async function suspend(connection: Connection, own: readonly Queued[], now: string): Promise<void> {
	if (own.length === 0) return;
	await connection.query(
		`update subscription set status = 'suspended', updated_at = $2, updated_by = app.user_id() where id = any ($1::uuid[]) and status = 'active'`,
		[plansIn(own), now]
	);
	await connection.query(`update suspension set status = 'in_force', in_force_at = $2, updated_at = $2 where id = any ($1::uuid[])`, [
		idsIn(own),
		now
	]);
	await forgetSteps(connection, own);
}

async function restore(connection: Connection, own: readonly Queued[], now: string): Promise<void> {
	if (own.length === 0) return;
	await connection.query(
		`update subscription set status = 'active', updated_at = $2, updated_by = app.user_id() where id = any ($1::uuid[]) and status = 'suspended'`,
		[plansIn(own), now]
	);
	await connection.query(
		`update suspension set status = 'in_force', restored_at = $2, ended_at = $2, updated_at = $2 where id = any ($1::uuid[])`,
		[idsIn(own), now]
	);
	await forgetSteps(connection, own);
}

/** Steps of the other direction: whoever is still at one finds that it is no longer his. */
async function forgetSteps(connection: Connection, own: readonly Queued[]): Promise<void> {
	await connection.query(`delete from suspension_step where suspension_id = any ($1::uuid[])`, [idsIn(own)]);
}

/** Opens the tickets that were asked for (item 344) and answers those that may go on: without its ticket none does. */
async function withTickets(
	connection: Connection,
	own: readonly Queued[],
	by: string | null,
	at: { readonly now: string; readonly today: string }
): Promise<readonly Queued[]> {
	const wanted = own.filter((one) => one.opens_ticket);
	if (wanted.length === 0) return own;
	const actor = (by === null ? null : await loadActor(connection, by)) ?? nobody(by);
	const [numbers] = await rows<{ first: string }>(connection, `select sync.take_numbers('protocol', $1)::text as first`, [wanted.length]);
	const refused = new Set<Queued>();
	for (const [n, one] of wanted.entries()) {
		const context: MutatorContext = {
			place: 'centre',
			...at,
			actor,
			newId: idsOf(one.id),
			number: () => Number(numbers!.first) + n
		};
		const outcome = await ticketOpen.run(
			drizzleOn(connection),
			ticketOpen.args.parse({ customerId: one.customer_id, ...ticketWords(one) }),
			context
		);
		if (outcome.ok)
			await connection.query(`update suspension set ticket_id = $2 where id = $1`, [one.id, (outcome.value as { id: string }).id]);
		else {
			refused.add(one);
			await connection.query(
				`update suspension set status = 'failed', failure = 'ticket_refused', failure_detail = $2, updated_at = $3 where id = $1`,
				[one.id, JSON.stringify({ code: outcome.code }), at.now]
			);
		}
	}
	return own.filter((one) => !refused.has(one));
}

/** By the ladder, or by somebody who has left since: what was asked for is still done. */
const nobody = (by: string | null): Actor => ({
	userId: by ?? '00000000-0000-0000-0000-000000000000',
	login: '',
	name: '',
	role: 'administrator',
	branchIds: []
});
