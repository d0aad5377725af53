import type { Queryable } from './auth/queryable.ts';
import { readSetting } from './settings.ts';

const place = Symbol.for('balcao.outside');
type Kept = Record<string, Promise<string | null> | undefined>;

/**
 * Address of a service of the outside world: what the environment says, else in a demonstration the simulator that `start`
 * brings up (once per process), else `otherwise`. Null: there is none.
 */
export async function outsideUrl(
	db: Queryable,
	variable: string,
	start: () => Promise<string>,
	otherwise: string | null
): Promise<string | null> {
	const given = process.env[variable];
	if (given) return given;
	const kept = ((globalThis as { [place]?: Kept })[place] ??= {});
	return await (kept[variable] ??= (async () => ((await readSetting(db, 'demonstration')) ? start() : otherwise))());
}
