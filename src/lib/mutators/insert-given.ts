import { getTableColumns, sql, type InferInsertModel } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '#lib/sync/model.ts';

/**
 * Inserts one row naming only the columns that are given. Drizzle's own insert names all of them, and a replica has no
 * hidden ones (schema/synced.ts): use this for tables that have any.
 */
export async function insertGiven<T extends PgTable>(tx: Tx, table: T, row: InferInsertModel<T>): Promise<void> {
	const columns = getTableColumns(table);
	const given = Object.entries(row).flatMap(([field, value]) => {
		const column = columns[field];
		return value === undefined || column === undefined ? [] : [{ column, value }];
	});
	const names = sql.join(
		given.map(({ column }) => sql.identifier(column.name)),
		sql`, `
	);
	const values = sql.join(
		given.map(({ column, value }) => sql.param(value, column)),
		sql`, `
	);
	await tx.execute(sql`insert into ${table} (${names}) values (${values})`);
}
