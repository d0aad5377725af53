/**
 * The replica's tables, derived from the same drizzle tables as the centre's: same names and types, generated columns
 * and indexes included, no foreign keys (a replica holds only what its user may see, in an order of its own).
 */
import { SQL } from 'drizzle-orm';
import { getTableConfig, PgDialect, type PgColumn } from 'drizzle-orm/pg-core';
import { quote, type Projection } from '../projection.ts';

const dialect = new PgDialect();
/** SQL text of an expression that may be inlined into DDL: no parameters. */
function inline(expression: SQL): string {
	const { sql, params } = dialect.sqlToQuery(expression);
	if (params.length > 0) throw new Error(`parameters in DDL: ${sql}`);
	return sql;
}

/** Same `fold` as migrations/0000_foundations.sql; a test compares the two. */
export const foldFunction = `create or replace function fold(t text) returns text language sql immutable parallel safe strict
return translate(lower(t), 'áàâãäåéèêëíìîïóòôõöúùûüçñýÿ', 'aaaaaaeeeeiiiiooooouuuucnyy')`;

export function createTable(p: Projection): string {
	const config = getTableConfig(p.table);
	const kept = config.columns.filter((c) => p.columns.includes(c.name) || c.generated);
	const columns = kept.map((c) => {
		const generated = c.generated ? ` generated always as (${generatedSql(c)}) stored` : '';
		return `${quote(c.name)} ${c.getSQLType()}${c.notNull && !c.generated ? ' not null' : ''}${defaultSql(c)}${generated}`;
	});
	return `create table ${quote(p.name)} (${columns.join(', ')})`;
}

/** Mutators leave columns with a default out, as at the centre. */
function defaultSql(column: PgColumn): string {
	const value = column.default;
	if (value === undefined || column.generated) return '';
	if (value instanceof SQL) return ` default ${inline(value)}`;
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return ` default ${typeof value === 'string' || typeof value === 'object' ? `'${text.replaceAll("'", "''")}'` : text}`;
}

function generatedSql(column: PgColumn): string {
	const as = column.generated!.as as SQL | (() => SQL) | string;
	const value = typeof as === 'function' ? as() : as;
	return value instanceof SQL ? inline(value) : String(value);
}

/** Made after the rows are in: four times faster than before them. The primary key comes first. */
export function createIndexes(p: Projection): string[] {
	const config = getTableConfig(p.table);
	const indexes = config.indexes.map(({ config: index }) => {
		const parts = index.columns.map((column) => {
			if (column instanceof SQL) return `(${inline(column)})`;
			const { name, indexConfig } = column as { name: string; indexConfig?: { opClass?: string } };
			return quote(name) + (indexConfig?.opClass ? ` ${indexConfig.opClass}` : '');
		});
		const only = index.where ? ` where ${inline(index.where)}` : '';
		// Never unique, for the reason of uniquesAsIndexes.
		return `create index ${quote(index.name!)} on ${quote(p.name)} using ${index.method ?? 'btree'} (${parts.join(', ')})${only}`;
	});
	return [`alter table ${quote(p.name)} add primary key (id)`, ...indexes, ...uniquesAsIndexes(p)];
}

/**
 * What is unique at the centre is what people look rows up by (a code, a protocol), so the replica needs its btree as well.
 * Only the centre enforces it: rows of one delta arrive in any order, and optimistic ones may collide until it has decided.
 */
function uniquesAsIndexes(p: Projection): string[] {
	const { columns, uniqueConstraints } = getTableConfig(p.table);
	const uniques = [...columns.filter((c) => c.isUnique).map((c) => [c]), ...uniqueConstraints.map((u) => u.columns)];
	return uniques
		.map((unique) => unique.map((c) => c.name))
		.filter((names) => names[0] !== 'id' && names.every((name) => p.columns.includes(name)))
		.map((names) => `create index ${quote(`${p.name}_unique_${names.join('_')}`)} on ${quote(p.name)} (${names.map(quote).join(', ')})`);
}

/** Tables of the engine inside the replica: where it stands, and what to put back when optimistic writes are undone. */
export const localTables = [
	`create schema if not exists local`,
	`create table local.meta (key text primary key, value text not null)`,
	// Only the first image of a row since the last undo: undoing means putting back what the centre last said.
	`create table local.undo (table_id smallint not null, row_id uuid not null, before json, primary key (table_id, row_id))`,
	// What the current mutation touched, for live queries; emptied after each.
	`create unlogged table local.touched (n bigint generated always as identity, table_id smallint not null, row_id uuid not null, before json, after json)`,
	`create function local.remember() returns trigger language plpgsql as $$
	declare
		t smallint := tg_argv[0]::smallint;
		old_image json := case when tg_op = 'INSERT' then null else row_to_json(old) end;
		new_image json := case when tg_op = 'DELETE' then null else row_to_json(new) end;
		row_ uuid := case when tg_op = 'DELETE' then old.id else new.id end;
	begin
		insert into local.undo values (t, row_, old_image) on conflict do nothing;
		insert into local.touched (table_id, row_id, before, after) values (t, row_, old_image, new_image);
		return null;
	end $$`
];

/** Fires for mutators only: applying what the centre sent runs with `session_replication_role = replica`. */
export const rememberTrigger = (p: Projection): string =>
	`create trigger remember after insert or update or delete on ${quote(p.name)} for each row execute function local.remember(${p.id})`;
