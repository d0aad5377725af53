import { holidays } from '../day/business-day.ts';
import { addDays, weekday, type Day } from '../day/day.ts';
import { wallClock } from '../day/zone.ts';

/** From the first minute to before the last, `HH:MM`; null: not on such a day. */
export type HoursOfDay = { readonly from: string; readonly to: string } | null;
export interface SendingHours {
	readonly weekdays: HoursOfDay;
	readonly saturdays: HoursOfDay;
}

/**
 * Hours in which the law of a state lets debtors be called or written to; never on Sundays and holidays. São Paulo: Lei 15.426/2014.
 * Alagoas: Lei 7.782/2016, which names text messages. Rio de Janeiro: Lei 7.868/2018. Espírito Santo: Lei 10.626/2017. Amazonas: Lei
 * 306/2016 (until 19:00). Elsewhere the rule is that of CDC art. 42 and 71, which forbid to disturb rest and leisure without naming
 * hours: custom follows the law of São Paulo, and so does the provider's setting as it comes.
 */
const lawOfState: Readonly<Record<string, SendingHours>> = {
	SP: { weekdays: { from: '08:00', to: '20:00' }, saturdays: { from: '08:00', to: '14:00' } },
	AL: { weekdays: { from: '08:00', to: '20:00' }, saturdays: { from: '08:00', to: '14:00' } },
	RJ: { weekdays: { from: '09:00', to: '19:00' }, saturdays: null },
	ES: { weekdays: { from: '08:00', to: '19:00' }, saturdays: null },
	AM: { weekdays: { from: '08:00', to: '19:00' }, saturdays: null }
};

/** `08:00-20:00`; empty: not at all. Undefined: it is neither. */
export function readHours(text: string): HoursOfDay | undefined {
	if (text.trim() === '') return null;
	const found = /^\s*([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-4]):([0-5]\d)\s*$/.exec(text);
	if (!found) return undefined;
	const [from, to] = [`${found[1]}:${found[2]}`, `${found[3]}:${found[4]}`];
	return from < to && to <= '24:00' ? { from, to } : undefined;
}

function narrower(a: HoursOfDay, b: HoursOfDay): HoursOfDay {
	if (a === null || b === null) return null;
	const [from, to] = [a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to];
	return from < to ? { from, to } : null;
}

/** The provider's own hours, and within them those of the law where the customer lives. */
export function hoursFor(own: SendingHours, state: string): SendingHours {
	const law = lawOfState[state];
	return law ? { weekdays: narrower(own.weekdays, law.weekdays), saturdays: narrower(own.saturdays, law.saturdays) } : own;
}

const hoursOn = (hours: SendingHours, day: Day): HoursOfDay => {
	const of = weekday(day);
	return of === 0 || holidays(Number(day.slice(0, 4))).includes(day) ? null : of === 6 ? hours.saturdays : hours.weekdays;
};

/** Days that are looked ahead: longer than any row of holidays. */
const ahead = 15;

/**
 * Null when `now` (ISO 8601) is within the hours; else when they begin next, on the clock of `timeZone`. Hours that never come answer
 * the same time after two weeks, to be asked again.
 */
export function waitForHours(hours: SendingHours, now: string, timeZone: string): Date | null {
	const { day, time } = wallClock(now, timeZone);
	const clock = time.slice(0, 5);
	const today = hoursOn(hours, day);
	if (today && clock >= today.from && clock < today.to) return null;
	for (let n = 0; n < ahead; n++) {
		const on = addDays(day, n);
		const open = hoursOn(hours, on);
		if (open && (n > 0 || clock < open.from)) return instantAt(on, open.from, timeZone);
	}
	return new Date(Date.parse(now) + 14 * 86_400_000);
}

/** The instant at which the clocks of a zone show this. Asked back once, because only the other way round is told by the platform. */
function instantAt(day: Day, clock: string, timeZone: string): Date {
	const meant = Date.parse(`${day}T${clock}:00Z`);
	const shown = wallClock(new Date(meant).toISOString(), timeZone);
	return new Date(meant + (meant - Date.parse(`${shown.day}T${shown.time}Z`)));
}
