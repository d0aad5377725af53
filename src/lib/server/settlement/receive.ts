import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { splitLines } from '#lib/domain/cnab/read.ts';
import { inspectRetorno } from '#lib/domain/settlement/retorno-file.ts';
import { request } from '#lib/server/jobs/hand-over.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { inTransaction, readWrite, type Connection } from '#sync-server/database.ts';
import { accountOf, fileAccounts } from './accounts.ts';
import { settleBankFileName } from './job-name.ts';
import { textOf } from './text-of.ts';

/** Largest bank file, in bytes: 50,000 titles in CNAB 240 are 24 MB. */
export const bankFileLimit = 48 * 1024 * 1024;

/**
 * Keeps a retorno as it came, to be settled by the worker. The same file again, however often and from wherever, is the one that is
 * there. Refusals: those of `inspectRetorno` and `accountOf`; bank_file_encoding when it is no text of one byte a character.
 */
export async function receiveRetorno(
	pool: Pool,
	actor: Actor,
	file: { readonly name: string; readonly content: Uint8Array; readonly accountId: string | null },
	now: string
): Promise<Outcome<{ readonly id: string; readonly known: boolean }>> {
	// UTF-16 has a zero byte in every other place: columns would be counted wrongly.
	if (hasByteOrderMark(file.content)) return refuse('bank_file_encoding', { field: 'file' });
	const lines = splitLines(textOf(file.content));
	const head = inspectRetorno(lines);
	if (!head.ok) return head;
	const account = accountOf(head, await fileAccounts(pool), file.accountId);
	if (!account.ok || !account.value) return account as Outcome<never>;
	const sha256 = createHash('sha256').update(file.content).digest('hex');
	const accountId = account.value.id;
	return await inTransaction(pool, readWrite, async (connection) => {
		const made = await connection.query<{ id: string }>(
			`insert into bank_file (id, kind, collection_account_id, name, sha256, content, lines, status, created_at, created_by)
			 values ($1, 'retorno', $2, $3, $4, $5, $6, 'waiting', $7, $8) on conflict (collection_account_id, kind, sha256) do nothing returning id`,
			[newUuid(), accountId, file.name, sha256, Buffer.from(file.content), lines.length, now, actor.userId]
		);
		const id = made.rows[0]?.id ?? (await again(connection, accountId, sha256));
		await request(connection, { name: settleBankFileName, key: id, data: { bankFileId: id } });
		return ok({ id, known: made.rows.length === 0 });
	});
}

/** The file that is there; one that had stopped by a mistake is tried again. */
async function again(connection: Connection, accountId: string, sha256: string): Promise<string> {
	const { rows: known } = await connection.query<{ id: string }>(
		`update bank_file set status = case status when 'failed' then 'waiting' else status end, ended_at = case status when 'failed' then null else ended_at end
		 where collection_account_id = $1 and kind = 'retorno' and sha256 = $2 returning id`,
		[accountId, sha256]
	);
	return known[0]!.id;
}

function hasByteOrderMark(content: Uint8Array): boolean {
	const [a, b, c] = content;
	return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0xef && b === 0xbb && c === 0xbf);
}
