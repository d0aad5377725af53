import { z } from 'zod';
import { centre } from '#lib/server/centre.ts';
import { told, tooOften, withStorage } from '#lib/server/files/answers.ts';
import { fileStore } from '#lib/server/files/current.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { fileAccounts } from '#lib/server/settlement/accounts.ts';
import { requestTime } from '#lib/server/settlement/at.ts';
import { listBankFiles } from '#lib/server/settlement/list.ts';
import { remessaOffers } from '#lib/server/settlement/remessa.ts';
import { simulatedBank } from '#lib/server/settlement/simulator/current.ts';
import { takeBankFile } from '#lib/server/settlement/upload.ts';
import type { RequestHandler } from './$types.js';

const asked = z.strictObject({ fileId: z.uuid(), accountId: z.uuid().nullable() });

/** `{ files, offers, accounts, simulated }`: the newest files, what each account has for its next remessa, and whether a bank answers by itself. */
export const GET: RequestHandler = permitted('bankFile.manage', async () => {
	const { pool } = centre();
	const { today } = await requestTime(pool);
	const [files, offers, accounts, bank] = await Promise.all([
		listBankFiles(pool),
		remessaOffers(pool, today),
		fileAccounts(pool),
		simulatedBank(pool)
	]);
	return answer({ files, offers, accounts: accounts.map(({ id, name }) => ({ id, name })), simulated: bank !== null });
});

/** Takes a retorno whose upload is complete: `{ id, known }`. It is settled by itself. */
export const POST: RequestHandler = permitted('bankFile.manage', async (event, actor) => {
	const wait = tooOften(actor, 'begin');
	if (wait) return wait;
	const body = await readJson(event.request, asked);
	if (!body.ok) return refused(body);
	const { pool, jobs } = centre();
	return await withStorage(async () => {
		const taken = await takeBankFile(pool, fileStore(), actor, body.value, new Date().toISOString());
		jobs.poke();
		return told(taken, 201);
	});
});
