/**
 * A bank to try Balcão with, without one. `npm run bank -- retorno 341-000001.rem [share]` reads a remessa of ours and writes the retorno
 * beside it: every slip is registered, and `share` of them (0 to 1, a half when left out) are paid. `npm run bank -- pix <address of Balcão>
 * <txid> <amount>` calls the webhook as a payment service provider does, with the secret of PIX_WEBHOOK_SECRET.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseMoney } from '../src/lib/domain/money.ts';
import { dayAt } from '../src/lib/domain/day/zone.ts';
import { answerRemessa } from '../src/lib/server/settlement/simulator/answer.ts';
import { sendPix } from '../src/lib/server/settlement/simulator/pix-callback.ts';

const [verb, ...rest] = process.argv.slice(2);
const usage = 'npm run bank -- retorno <remessa> [share paid]\nnpm run bank -- pix <address> <txid> <amount>';
const now = new Date().toISOString();

if (verb === 'retorno' && rest[0]) {
	const share = Number(rest[1] ?? 0.5);
	const { retorno } = answerRemessa(readFileSync(rest[0]), dayAt(now), (title, i) =>
		Math.floor((i + 1) * share) > Math.floor(i * share) ? { by: 'boleto', cents: title.amountCents } : null
	);
	const name = rest[0].replace(/(\.rem)?$/i, '.ret');
	writeFileSync(name, retorno, 'latin1');
	console.log(name);
} else if (verb === 'pix' && rest.length === 3) {
	const [address = '', txid = '', amount = ''] = rest;
	const cents = parseMoney(amount);
	const secret = process.env.PIX_WEBHOOK_SECRET;
	if (cents === null || cents <= 0 || !secret) {
		console.error(secret ? usage : 'PIX_WEBHOOK_SECRET is not set');
		process.exit(1);
	}
	const status = await sendPix(new URL('/api/pix/webhook', address).href, secret, [{ txid, cents, at: now }]);
	console.log(`answered ${String(status)}`);
	if (status !== 200) process.exitCode = 1;
} else {
	console.error(usage);
	process.exit(1);
}
