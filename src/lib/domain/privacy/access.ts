/** Openings of one record by one person within so many minutes count once (the same number is in `app.note_access`, migration 0010). */
export const openingMinutes = 15;

/**
 * Whether another opening is worth telling the centre, by what this computer told before. Only spares messages: the centre decides.
 * @param last milliseconds since 1970 of the last one that was told, or undefined
 */
export const isNewOpening = (last: number | undefined, now: number): boolean =>
	last === undefined || now - last >= openingMinutes * 60_000 || now < last;

/** From which screen a record was reached, for the access log: the address that was left, or null at a reload or a bookmark. */
export function openingWay(from: string | null): 'search' | 'ticket' | 'link' {
	if (from === '/customers') return 'search';
	return from !== null && /^\/(tickets|work-orders)(\/|$)/.test(from) ? 'ticket' : 'link';
}
