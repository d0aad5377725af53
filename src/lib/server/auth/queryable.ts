import type { Pool, PoolClient } from 'pg';

/** A pool, or one connection of it inside a transaction. */
export type Queryable = Pick<Pool | PoolClient, 'query'>;

/** SQL that gives a timestamptz as ISO 8601 in UTC with milliseconds, whatever type parsers the process has set. */
export const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
