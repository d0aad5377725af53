/**
 * The projection of a synced table: what of it crosses the wire, in which order. Both ends derive SQL from the same
 * drizzle table, so a column cannot be known to one and not to the other.
 */
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core';
import type { SyncedTable } from './model.ts';

export interface Projection {
	readonly id: number;
	readonly name: string;
	readonly scope: SyncedTable['scope'];
	readonly essential: boolean;
	/** SQL names of the columns that cross the wire; `id` first. Generated and hidden columns stay out. */
	readonly columns: readonly string[];
	/** Same, quoted and comma separated, for SQL. */
	readonly columnList: string;
	readonly table: SyncedTable['table'];
}

export const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

export function project(table: SyncedTable): Projection {
	const config = getTableConfig(table.table);
	const names = config.columns.filter((c: PgColumn) => !c.generated && !table.hidden?.includes(c.name)).map((c) => c.name);
	if (!names.includes('id')) throw new Error(`synced table ${config.name} has no column id`);
	const columns = ['id', ...names.filter((n) => n !== 'id')];
	return {
		id: table.id,
		name: config.name,
		scope: table.scope,
		essential: table.essential ?? false,
		columns,
		columnList: columns.map(quote).join(', '),
		table: table.table
	};
}

export const projectAll = (tables: readonly SyncedTable[]): readonly Projection[] => tables.map(project);

/**
 * SQL for the checksum of one row: md5 over the row's text, folded to 63 bits. Explicit and stable between Postgres
 * majors (hashtext is not); sums of it compare whole ranges. Needs `timezone = UTC` and `datestyle = ISO` at both ends.
 */
export const rowChecksum = (p: Projection, alias = 't'): string =>
	`('x' || substr(md5(row(${p.columns.map((c) => `${alias}.${quote(c)}`).join(', ')})::text), 1, 15))::bit(60)::bigint`;
