import { centre } from '#lib/server/centre.ts';
import { told } from '#lib/server/files/answers.ts';
import { refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { requestTime } from '#lib/server/settlement/at.ts';
import { bankFileContent } from '#lib/server/settlement/list.ts';
import { pixSecret } from '#lib/server/settlement/pix-secret.ts';
import { receiveRetorno } from '#lib/server/settlement/receive.ts';
import { simulatedBank } from '#lib/server/settlement/simulator/current.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Where a bank answers by itself (the demonstration): hands it this remessa and takes its retorno in, as if somebody had uploaded it. */
export const POST: RequestHandler = permitted('bankFile.manage', async (event, actor) => {
	const { pool, jobs } = centre();
	const [id, bank] = [idOf(event.params.id), await simulatedBank(pool)];
	const file = id === null || bank === null ? null : await bankFileContent(pool, actor, id);
	if (file === null || bank === null) return refused(refuse('not_found'));
	const { now, today } = await requestTime(pool);
	const secret = await pixSecret(pool);
	const url = new URL('/remessa', bank);
	url.searchParams.set('today', today);
	if (secret !== null) {
		url.searchParams.set('webhook', `${event.url.origin}/api/pix/webhook`);
		url.searchParams.set('secret', secret);
	}
	const reply = await fetch(url, { method: 'POST', body: new Uint8Array(file.content) });
	if (!reply.ok) return refused(refuse('bank_unavailable'), 502);
	const content = new Uint8Array(await reply.arrayBuffer());
	const received = await receiveRetorno(pool, actor, { name: file.name.replace(/\.rem$/, '.ret'), content, accountId: null }, now);
	jobs.poke();
	return told(received, 201);
});
