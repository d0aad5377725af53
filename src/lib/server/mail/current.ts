import type { Pool } from 'pg';
import { outsideUrl } from '#lib/server/outside.ts';
import { noteBounces } from './bounces.ts';
import { startCatcher } from './catcher.ts';
import type { MailServer } from './port.ts';
import { smtpServer } from './smtp.ts';

const place = Symbol.for('balcao.mail-server');
type Kept = Readonly<Record<string, MailServer>>;

/** The mail server of this process: `MAIL_URL` (with `MAIL_RETURN_PATH`), in a demonstration the catcher; null where none is configured. */
export async function mailServer(pool: Pool): Promise<MailServer | null> {
	const caught = async (): Promise<string> =>
		(await startCatcher(pool, (notification) => void noteBounces(pool, notification, new Date()).catch(() => undefined))).url;
	const url = await outsideUrl(pool, 'MAIL_URL', caught, null);
	if (url === null) return null;
	// One pool of connections for each address, found by a symbol: server and bundle have this module once each.
	const holder = globalThis as { [place]?: Kept };
	const known = holder[place]?.[url];
	if (known) return known;
	const made = smtpServer(url, { returnPath: process.env.MAIL_RETURN_PATH || undefined });
	holder[place] = { ...holder[place], [url]: made };
	return made;
}
