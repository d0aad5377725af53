import { and, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { history } from '#lib/schema/history.ts';
import type { Tx } from '#lib/sync/model.ts';
import { historyListArgs, historyPage, type HistoryEntry } from './history-list.ts';
import { historySections, settingsTables } from './settings-tables.ts';

/** `before` is the cursor of the page: `nextBefore` of the answer before it. */
export const settingsHistoryArgs = historyListArgs.pick({ before: true, limit: true }).extend({ section: z.enum(historySections) });
export type SettingsHistoryArgs = z.infer<typeof settingsHistoryArgs>;

/** A change of a row of the Painel, with the name that the row has today; null when it is gone. */
export interface SettingsHistoryEntry extends HistoryEntry {
	readonly rowName: string | null;
}
export interface SettingsHistoryPage {
	readonly entries: readonly SettingsHistoryEntry[];
	readonly nextBefore: string | null;
}

/** How a row of a table is called, when it has no `name`. */
const called: Readonly<Record<string, SQL>> = {
	setting: sql`select id, key as name from setting`,
	user_branch: sql`select ub.id, u.name from user_branch ub join app_user u on u.id = ub.user_id`
};

async function namesOf(tx: Tx, table: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
	const rows = called[table] ?? sql`select id, name from ${sql.identifier(table)}`;
	const found = (await tx.execute(sql`select n.id, n.name from (${rows}) n where n.id in ${[...new Set(ids)]}`)) as unknown as readonly {
		readonly id: string;
		readonly name: string;
	}[];
	return new Map(found.map((row) => [row.id, row.name]));
}

/**
 * Histórico of a section of the Painel (item 10), newest first. Only at the centre: the table is never replicated. Row-level
 * security of `tx` shows it to management alone.
 */
export async function settingsHistory(tx: Tx, args: SettingsHistoryArgs): Promise<SettingsHistoryPage> {
	const tables = settingsTables[args.section];
	// What belongs to a customer is in that customer's own history; the index is of these rows alone.
	const page = await historyPage(tx, and(isNull(history.customerId), inArray(history.tableName, [...tables])), args);
	const names = new Map<string, ReadonlyMap<string, string>>();
	for (const table of tables) {
		const ids = page.entries.filter((entry) => entry.tableName === table).map((entry) => entry.rowId);
		if (ids.length > 0) names.set(table, await namesOf(tx, table, ids));
	}
	return {
		entries: page.entries.map((entry) => ({ ...entry, rowName: names.get(entry.tableName)?.get(entry.rowId) ?? null })),
		nextBefore: page.nextBefore
	};
}
