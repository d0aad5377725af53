/**
 * One drizzle handle for both ends: whatever runs SQL with parameters and answers rows as arrays of Postgres texts
 * (booleans and small integers excepted). The same decoders then give the same values in the replica and at the centre.
 */
import { drizzle } from 'drizzle-orm/pg-proxy';
import type { Tx } from './model.ts';

export type RunSql = (sql: string, params: unknown[], shape: 'arrays' | 'objects') => Promise<unknown[]>;

/** Built queries get arrays, which drizzle decodes; a raw `tx.execute(sql`…`)` gets objects by column name. */
export function drizzleOver(run: RunSql): Tx {
	return drizzle(async (sql, params, method) => ({
		rows: await run(sql, params, method === 'all' ? 'arrays' : 'objects')
	})) as unknown as Tx;
}

/** OIDs whose values both drivers turn into JavaScript values; all others stay Postgres text. */
export const parsedOids = { bool: 16, int2: 21, int4: 23, float4: 700, float8: 701 } as const;

export function parseText(oid: number, value: string): unknown {
	switch (oid) {
		case parsedOids.bool:
			return value === 't';
		case parsedOids.int2:
		case parsedOids.int4:
		case parsedOids.float4:
		case parsedOids.float8:
			return Number(value);
		default:
			return value;
	}
}
