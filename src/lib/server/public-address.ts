import type { Queryable } from './auth/queryable.ts';
import { readSetting } from './settings.ts';

/** Where the launcher notes what it listens at (sync-server/launcher/centre-here.ts): routes are a bundle with modules of their own. */
const place = Symbol.for('balcao.address');

/**
 * The address at which customers reach this centre, without a slash at its end: PUBLIC_URL, else ORIGIN, else in a demonstration the one this
 * process listens at, because whoever tries it out reads the mail on the same machine. Null: not known, and no link is to be written, as
 * one to 127.0.0.1 in a customer's mailbox would be.
 */
export async function publicAddress(db: Queryable): Promise<string | null> {
	const given = process.env.PUBLIC_URL || process.env.ORIGIN;
	if (given) return given.replace(/\/+$/, '');
	const own = (globalThis as { [place]?: string })[place];
	return own !== undefined && (await readSetting(db, 'demonstration')) ? own : null;
}
