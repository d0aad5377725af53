import { wallClock } from '#lib/domain/day/zone.ts';
import type { Queryable } from '#lib/server/auth/queryable.ts';
import { readSetting } from '#lib/server/settings.ts';

/** The instant of a request, with day and time of the provider's place. */
export interface RequestTime {
	readonly now: string;
	readonly today: string;
	/** `HHMMSS`. */
	readonly time: string;
}

export async function requestTime(db: Queryable): Promise<RequestTime> {
	const now = new Date().toISOString();
	const { day, time } = wallClock(now, await readSetting(db, 'timeZone'));
	return { now, today: day, time: time.replaceAll(':', '') };
}
