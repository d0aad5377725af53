import { z } from 'zod';
import type { JobKind } from '#lib/server/jobs/kind.ts';
import { rows } from '#sync-server/database.ts';
import { settleBankFileName } from './job-name.ts';
import { runBankFile } from './run-file.ts';

const data = z.strictObject({ bankFileId: z.uuid() });

/** Settles a retorno, part by part: a node that stops leaves the rest to another, and two at once take turns (run-file.ts). */
export const settleBankFile: JobKind<z.infer<typeof data>> = {
	name: settleBankFileName,
	data,
	attempts: 5,
	pauseSeconds: 5,
	longestPauseSeconds: 300,
	// Files of one account wait for each other anyway.
	atOnce: 1,
	async run({ bankFileId }, context) {
		const through = await runBankFile({ ...context, goesOn: () => !context.signal.aborted }, bankFileId);
		return through ? 'done' : 'again';
	},
	async told({ bankFileId }, news, { pool, now }) {
		const at = now().toISOString();
		if (news === 'retried')
			await rows(pool, `update bank_file set status = 'waiting', error = null, ended_at = null where id = $1 and status = 'failed'`, [
				bankFileId
			]);
		else
			await rows(
				pool,
				`update bank_file set status = 'failed', error = $2, ended_at = $3 where id = $1 and status in ('waiting', 'running')`,
				[bankFileId, news, at]
			);
	},
	async unfinished(pool) {
		// Asked for as receive.ts asks for it, so that one that is on its way is not asked for twice.
		const found = await rows<{ id: string }>(pool, `select id from bank_file where kind = 'retorno' and status in ('waiting', 'running')`);
		return found.map(({ id }) => ({ key: id, data: { bankFileId: id } }));
	},
	async about(all, pool) {
		const found = await rows<{ id: string; name: string }>(pool, `select id, name from bank_file where id = any ($1::uuid[])`, [
			`{${all.map(({ bankFileId }) => bankFileId).join(',')}}`
		]);
		const names = new Map(found.map((row) => [row.id, row.name]));
		return all.map(({ bankFileId }) => names.get(bankFileId) ?? null);
	}
};
