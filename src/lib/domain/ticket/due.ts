/** Longest time a type may give, in hours: a year. */
export const dueHoursLimit = 8760;

const hourMs = 3_600_000;

/** May a type of ticket give this many hours? Null is "no due time of its own". */
export function isDueHours(hours: number | null): boolean {
	return hours === null || (Number.isInteger(hours) && hours >= 1 && hours <= dueHoursLimit);
}

/** When a ticket opened at an instant (ISO 8601) is due by its type, as ISO 8601 in UTC; null when the type sets no time. */
export function dueByType(openedAt: string, dueHours: number | null): string | null {
	return dueHours === null ? null : new Date(Date.parse(openedAt) + dueHours * hourMs).toISOString();
}

/**
 * The due time after a change of type: the new type's, counted from the opening, unless a person has set another than
 * the old type's. Instants are ISO 8601.
 */
export function dueAfterTypeChange(
	ticket: { readonly createdAt: string; readonly dueAt: string | null },
	oldHours: number | null,
	newHours: number | null
): string | null {
	const byOldType = dueByType(ticket.createdAt, oldHours);
	const untouched = ticket.dueAt === null ? byOldType === null : byOldType !== null && Date.parse(ticket.dueAt) === Date.parse(byOldType);
	return untouched ? dueByType(ticket.createdAt, newHours) : ticket.dueAt;
}
