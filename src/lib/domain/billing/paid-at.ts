import type { Day } from '../day/day.ts';

/**
 * The instant that an invoice is paid at, when only the day is known: now for today, else noon in Brasília, which is that same day in
 * every zone of the country.
 */
export function paidAtOf(paidOn: Day, { now, today }: { readonly now: string; readonly today: Day }): string {
	return paidOn === today ? now : `${paidOn}T12:00:00-03:00`;
}
