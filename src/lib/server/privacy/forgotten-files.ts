import type { Pool } from 'pg';
import { contentKey } from '#lib/server/files/documents.ts';
import type { FileStore } from '#lib/server/files/port.ts';

/**
 * Removes from the storage the files of forgotten people, after the transaction that removed their rows: what could not be removed
 * stays noted and is tried again. A file that somebody else's document has meanwhile is theirs and stays.
 */
export async function removeForgottenFiles(pool: Pool, store: FileStore): Promise<void> {
	const { rows } = await pool.query<{ id: string; files: string[] }>(`select id, files from anonymisation where files <> '{}'`);
	for (const { id, files } of rows) {
		for (const key of files) {
			if (!(await isUsed(pool, key))) await store.remove(key);
			await pool.query(`update anonymisation set files = array_remove(files, $2) where id = $1`, [id, key]);
		}
	}
}

/** Files lie under their checksum: the same one may be in somebody's record again. */
async function isUsed(pool: Pool, key: string): Promise<boolean> {
	const sha256 = key.split('/').at(-1);
	if (sha256 === undefined || key !== contentKey(sha256)) return false;
	const { rowCount } = await pool.query(`select from document where sha256 = $1 union all select from upload where sha256 = $1 limit 1`, [
		sha256
	]);
	return rowCount !== 0;
}

/** Deletes what was kept under seal and whose term is over. `today` as `YYYY-MM-DD`. Answers how many. */
export async function releaseHolds(pool: Pool, today: string): Promise<number> {
	return (await pool.query(`delete from legal_hold where kept_until < $1`, [today])).rowCount ?? 0;
}
