import { invoiceTxid } from '#lib/domain/pix/invoice-txid.ts';
import { listenHere, type Listening } from '#lib/server/simulator-server.ts';
import { answerRemessa } from './answer.ts';
import { sendPix } from './pix-callback.ts';

/**
 * A bank on a free local port, for the demonstration and for tests. `POST /remessa?today=2026-11-22&webhook=<url>&secret=<secret>` takes a
 * remessa of ours and answers the retorno; who paid by PIX is told to the webhook, where one is named.
 */
export async function startBankSimulator(): Promise<Listening> {
	return await listenHere((request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			if (request.method !== 'POST' || url.pathname !== '/remessa') return void response.writeHead(404).end();
			const today = url.searchParams.get('today') ?? '';
			let answer: ReturnType<typeof answerRemessa>;
			try {
				answer = answerRemessa(Buffer.concat(parts), today);
			} catch (error) {
				return void response.writeHead(422, { 'content-type': 'text/plain' }).end(error instanceof Error ? error.message : 'refused');
			}
			response.writeHead(200, { 'content-type': 'text/plain; charset=latin1' }).end(Buffer.from(answer.retorno, 'latin1'));
			const [webhook, secret] = [url.searchParams.get('webhook'), url.searchParams.get('secret')];
			if (webhook === null || secret === null || answer.pix.length === 0) return;
			const at = new Date().toISOString();
			sendPix(
				webhook,
				secret,
				answer.pix.map(({ title, cents }) => ({ txid: invoiceTxid(Number(title.documentNumber)), cents, at }))
			).catch(() => undefined); // a bank of a demonstration does not try again
		});
	});
}
