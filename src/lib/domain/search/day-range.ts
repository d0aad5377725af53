import { daysInMonth, makeDay, parseDay, type Day } from '../day/day.ts';

/** Both ends belong to it. */
export interface DayRange {
	readonly from: Day;
	readonly to: Day;
}

/** The days there are: what an open end reaches to. */
const first = '0001-01-01';
const last = '9999-12-31';

/**
 * A day, a month, a year or a range of them, as people write it: `21/11/2026`, `11/2026`, `2026`,
 * `01/10/2026 a 31/10/2026`, `10/2026 até 12/2026`, `desde 01/10/2026`, `até 2025`. Null when it is none of these, or
 * ends before it begins.
 */
export function parseDayRange(typed: string): DayRange | null {
	const text = typed.trim().toLowerCase().replace(/\s+/g, ' ');
	const since = /^(?:desde|a partir de|since|from|>=?) ?(.+)$/.exec(text);
	if (since) return join(span(since[1] ?? ''), { from: last, to: last });
	const until = /^(?:até|ate|until|to|<=?) ?(.+)$/.exec(text);
	if (until) return join({ from: first, to: first }, span(until[1] ?? ''));
	const two = /^(?:de )?(.+?) (?:a|à|até|ate|to|until|-|–) (.+)$/.exec(text) ?? /^(.+?)(?:\.\.|…)(.+)$/.exec(text);
	if (two) return join(span(two[1] ?? ''), span(two[2] ?? ''));
	return span(text);
}

function span(text: string): DayRange | null {
	const day = parseDay(text);
	if (day !== null) return { from: day, to: day };
	const month = /^(\d{1,2})[/.-](\d{4})$/.exec(text) ?? /^(\d{4})-(\d{1,2})$/.exec(text)?.toReversed();
	if (month) {
		// The second form is reversed, so its whole match comes last.
		const [m, y] = month[0] === text ? [Number(month[1]), Number(month[2])] : [Number(month[0]), Number(month[1])];
		return m >= 1 && m <= 12 && y >= 1 ? { from: makeDay(y, m, 1), to: makeDay(y, m, daysInMonth(y, m)) } : null;
	}
	if (/^\d{4}$/.test(text) && text !== '0000') return { from: `${text}-01-01`, to: `${text}-12-31` };
	return null;
}

function join(from: DayRange | null, to: DayRange | null): DayRange | null {
	return from !== null && to !== null && from.from <= to.to ? { from: from.from, to: to.to } : null;
}
