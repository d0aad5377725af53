import type { Pool } from 'pg';
import { z } from 'zod';
import type { AccessPage, AccessWay } from '#lib/schema/privacy.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import type { Actor } from '#lib/sync/model.ts';
import { isoInstant } from '#lib/schema/columns.ts';
import { rows } from '#sync-server/database.ts';

const day = z.iso.date().nullish();
/** Days are inclusive, in the provider's time zone. `before` is `nextBefore` of the page before. */
export const accessListArgs = z.object({
	customerId: z.uuid(),
	from: day,
	to: day,
	userId: z.uuid().nullish(),
	before: z
		.string()
		.regex(/^[0-9T:.+-]{20,40}\|[0-9a-f-]{36}$/)
		.nullish(),
	limit: z.int().min(1).max(200).default(100)
});
export type AccessListArgs = z.infer<typeof accessListArgs>;

/**
 * Who opened a record, newest first, with the first loads of its whole branch among them. Row-level security decides: management of
 * the branch sees it, anybody else an empty list.
 */
export async function accessList(pool: Pool, actor: Actor, args: AccessListArgs, timeZone: string): Promise<AccessPage> {
	const [beforeAt, beforeId] = args.before?.split('|') ?? [null, null];
	const found = await asActor(pool, actor, (connection) =>
		rows<{ id: string; at: string; recorded_at: string; user_id: string; user_name: string | null; via: AccessWay; ip: string | null }>(
			connection,
			`select a.id, a.at::text, a.recorded_at::text, a.user_id, u.name as user_name, a.via, a.ip
			 from access_log a left join app_user u on u.id = a.user_id
			 where (a.customer_id = $1 or (a.customer_id is null and a.branch_id = (select branch_id from customer where id = $1)))
			 and ($2::date is null or a.at >= $2::date::timestamp at time zone $5)
			 and ($3::date is null or a.at < ($3::date + 1)::timestamp at time zone $5)
			 and ($4::uuid is null or a.user_id = $4)
			 and ($6::timestamptz is null or (a.at, a.id) < ($6::timestamptz, $7::uuid))
			 order by a.at desc, a.id desc limit $8`,
			[args.customerId, args.from ?? null, args.to ?? null, args.userId ?? null, timeZone, beforeAt, beforeId, args.limit + 1]
		)
	);
	const entries = found.slice(0, args.limit).map((row) => ({
		id: row.id,
		at: isoInstant(row.at),
		recordedAt: isoInstant(row.recorded_at),
		userId: row.user_id,
		userName: row.user_name,
		via: row.via,
		ip: row.ip
	}));
	const last = entries.at(-1);
	return { entries, nextBefore: found.length > args.limit && last ? `${last.at}|${last.id}` : null };
}
