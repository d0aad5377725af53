import { getLocale } from '#lib/paraglide/runtime.js';

const formats = new Map<string, Intl.NumberFormat>();

/** A count as the reader's language writes it: `2.000`, `2,000`. */
export function count(value: number): string {
	const locale = getLocale();
	let format = formats.get(locale);
	if (!format) formats.set(locale, (format = new Intl.NumberFormat(locale)));
	return format.format(value);
}
