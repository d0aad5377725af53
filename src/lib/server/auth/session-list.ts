import { iso } from './queryable.ts';
import type { Queryable } from './queryable.ts';

/** A signed-in computer as the settings show it. Instants are ISO 8601. */
export interface SessionSummary {
	readonly id: string;
	readonly userId: string;
	readonly login: string;
	readonly name: string;
	readonly createdAt: string;
	readonly lastSeenAt: string;
	readonly expiresAt: string;
	readonly ip: string | null;
	readonly userAgent: string | null;
	readonly endedAt: string | null;
	/** When a remote wipe was asked; with `endedAt` set the computer has been given the order, or has said that it is done. */
	readonly wipeAt: string | null;
}

/** Live sessions, those with a wipe order still to deliver, and for 30 days those where it was. Latest contact first. */
export async function listSessions(db: Queryable, userId: string | null, now: Date): Promise<SessionSummary[]> {
	const { rows } = await db.query<SessionSummary>(
		`select s.id, s.user_id as "userId", u.login, u.name, ${iso('s.created_at')} as "createdAt", ${iso('s.last_seen_at')} as "lastSeenAt",
			${iso('s.expires_at')} as "expiresAt", s.ip, s.user_agent as "userAgent", ${iso('s.ended_at')} as "endedAt", ${iso('s.wipe_at')} as "wipeAt"
		from session s join app_user u on u.id = s.user_id
		where ($1::uuid is null or s.user_id = $1)
			and case when s.wipe_at is null then s.ended_at is null and s.expires_at > $2 else s.ended_at is null or s.ended_at > $2::timestamptz - interval '30 days' end
		order by s.last_seen_at desc, s.id limit 1000`,
		[userId, now]
	);
	return rows;
}
