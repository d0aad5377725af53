import { getLocale } from '#lib/paraglide/runtime.js';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = getLocale() + JSON.stringify(options);
	let made = formats.get(key);
	if (!made) formats.set(key, (made = new Intl.DateTimeFormat(getLocale() === 'en' ? 'en-GB' : 'pt-BR', options)));
	return made;
}

/** `14:03` */
export const clock = (instant: string): string => format({ hour: '2-digit', minute: '2-digit' }).format(new Date(instant));

/** `21/11/2026 14:03` */
export const dayAndClock = (instant: string): string =>
	`${format({ day: '2-digit', month: '2-digit', year: 'numeric' }).format(new Date(instant))} ${clock(instant)}`;

/** `14:03` when it was today, else `20/11 14:03`. */
export function moment(instant: string, now: Date): string {
	const then = new Date(instant);
	if (then.toDateString() === now.toDateString()) return clock(instant);
	return `${format(then.getFullYear() === now.getFullYear() ? { day: '2-digit', month: '2-digit' } : { day: '2-digit', month: '2-digit', year: 'numeric' }).format(then)} ${clock(instant)}`;
}
