import type { Pool } from 'pg';
import { outsideUrl } from '#lib/server/outside.ts';
import { keepCaught } from './caught.ts';
import { HttpGateway } from './http.ts';
import type { SmsGateway } from './port.ts';
import { noteReceipt } from './receipts.ts';
import { startExchange } from './simulated-exchange.ts';
import { SmppGateway } from './smpp/gateway.ts';

const place = Symbol.for('balcao.sms-gateway');
type Kept = Readonly<Record<string, SmsGateway>>;

/** The gateway of this process: `SMS_URL` (smpp:, smpps:, or https: with `SMS_TOKEN`), in a demonstration the simulated exchange; null where none is configured. */
export async function smsGateway(pool: Pool): Promise<SmsGateway | null> {
	const url = await outsideUrl(pool, 'SMS_URL', async () => (await startExchange((sms) => keepCaught(pool, sms))).url, null);
	if (url === null) return null;
	// One connection for each address, found by a symbol: server and bundle have this module once each.
	const holder = globalThis as { [place]?: Kept };
	const known = holder[place]?.[url];
	if (known) return known;
	const made = /^smpps?:/.test(url)
		? new SmppGateway({ url, receipts: (receipt) => noteReceipt(pool, receipt, new Date()) })
		: new HttpGateway({ url, token: process.env.SMS_TOKEN ?? '' });
	holder[place] = { ...holder[place], [url]: made };
	return made;
}
