import { and, desc, eq, lt, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { history } from '#lib/schema/history.ts';
import { appUser } from '#lib/schema/user.ts';
import type { Tx } from '#lib/sync/model.ts';

/** `before` is the cursor of the page: `nextBefore` of the answer before it. */
export const historyListArgs = z.object({
	customerId: z.uuid(),
	before: z.string().max(120).nullish(),
	limit: z.int().min(1).max(200).default(50)
});
export type HistoryListArgs = z.infer<typeof historyListArgs>;

/** One change: who, from where, when, and field → [old, new] with the names of the database. */
export interface HistoryEntry {
	readonly id: string;
	readonly tableName: string;
	readonly rowId: string;
	readonly operation: 'insert' | 'update' | 'delete';
	/** ISO 8601 with offset. */
	readonly at: string;
	readonly userId: string | null;
	readonly userLogin: string | null;
	readonly userName: string | null;
	readonly ip: string | null;
	readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}
export interface HistoryPage {
	readonly entries: readonly HistoryEntry[];
	/** Ask again with this to get older ones; null at the end. */
	readonly nextBefore: string | null;
}

/** `<at>|<id>`: an instant alone would lose rows that one statement wrote at the same microsecond. */
function olderThan(before: string): SQL | undefined {
	const [at, id] = before.split('|');
	if (!at || !z.iso.datetime({ offset: true }).safeParse(at).success) return undefined;
	return z.uuid().safeParse(id).success ? or(lt(history.at, at), and(eq(history.at, at), lt(history.id, id!))) : lt(history.at, at);
}

/** A customer and the duplicates that were merged into it, and into those. */
const withMerged = (id: string): SQL => sql`with recursive record (id) as (select ${id}::uuid union
	select m.merged_id from customer_merge m join record on record.id = m.customer_id where m.undone_at is null) select id from record`;

/** A page of the changes that `which` chooses, newest first. Row-level security of `tx` decides what the reader may see. */
export async function historyPage(tx: Tx, which: SQL | undefined, args: Pick<HistoryListArgs, 'before' | 'limit'>): Promise<HistoryPage> {
	const rows = await tx
		.select({
			id: history.id,
			tableName: history.tableName,
			rowId: history.rowId,
			operation: history.operation,
			at: history.at,
			userId: history.userId,
			userLogin: appUser.login,
			userName: appUser.name,
			ip: history.ip,
			changes: history.changes
		})
		.from(history)
		.leftJoin(appUser, eq(appUser.id, history.userId))
		.where(and(which, args.before ? olderThan(args.before) : undefined))
		.orderBy(desc(history.at), desc(history.id))
		.limit(args.limit + 1);
	const entries = rows.slice(0, args.limit);
	const last = entries.at(-1);
	return { entries, nextBefore: rows.length > args.limit && last ? `${last.at}|${last.id}` : null };
}

/**
 * Histórico of a customer and of everything that hangs on it (checklist 170–174), newest first. Only at the centre:
 * the table is never replicated. Row-level security of `tx` decides what the reader may see.
 */
export const historyList = (tx: Tx, args: HistoryListArgs): Promise<HistoryPage> =>
	historyPage(tx, sql`${history.customerId} = any (array(${withMerged(args.customerId)}))`, args);
