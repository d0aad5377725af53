import type { Language } from '../money.ts';
import { formatDay, type Day } from './day.ts';
import { dayInWords } from './words.ts';

/** Zone of a provider that has not chosen another: dates of due and suspension need one stated zone. */
export const defaultTimeZone = 'America/Sao_Paulo';

/** Zones of Brazil, one per rule that is in force, from east to west. */
export const timeZones = ['America/Noronha', 'America/Sao_Paulo', 'America/Manaus', 'America/Cuiaba', 'America/Rio_Branco'] as const;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Wall clock of an instant (ISO 8601 text) in a zone: the day and `HH:MM:SS`. Throws on text that is no instant. */
export function wallClock(instant: string, timeZone: string = defaultTimeZone): { day: Day; time: string } {
	const ms = Date.parse(instant);
	if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
	let formatter = formatters.get(timeZone);
	if (!formatter) {
		formatter = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit'
		});
		formatters.set(timeZone, formatter);
	}
	const part: Record<string, string> = {};
	for (const { type, value } of formatter.formatToParts(ms)) part[type] = value;
	return {
		day: `${part['year']?.padStart(4, '0')}-${part['month']}-${part['day']}`,
		time: `${part['hour']}:${part['minute']}:${part['second']}`
	};
}

/** Which day it is in a zone at an instant: the provider's "today". */
export function dayAt(instant: string, timeZone: string = defaultTimeZone): Day {
	return wallClock(instant, timeZone).day;
}

/** `21/11/2026 14:03`, in the provider's zone, for tables and Histórico. */
export function formatInstant(instant: string, language: Language = 'pt-BR', timeZone: string = defaultTimeZone): string {
	const { day, time } = wallClock(instant, timeZone);
	return `${formatDay(day, language)} ${time.slice(0, 5)}`;
}

/** `hoje 14:03`, `ontem 09:10`, else `19/11/2026 08:00`; `now` is an instant too. */
export function formatInstantNear(instant: string, now: string, language: Language = 'pt-BR', timeZone: string = defaultTimeZone): string {
	const { day, time } = wallClock(instant, timeZone);
	return `${dayInWords(day, dayAt(now, timeZone), language)} ${time.slice(0, 5)}`;
}
