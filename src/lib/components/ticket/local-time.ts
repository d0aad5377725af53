const two = (n: number): string => String(n).padStart(2, '0');

/** An instant as a `datetime-local` field holds it, in this computer's zone; empty for null. */
export function toLocalField(instant: string | null): string {
	if (instant === null) return '';
	const at = new Date(instant);
	return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What a `datetime-local` field holds as an instant in UTC; null for an empty one. */
export function fromLocalField(typed: string): string | null {
	const ms = Date.parse(typed);
	return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** Midnight of this computer's day, so many days from today, as an instant. */
export function midnight(days: number, now: Date = new Date()): string {
	return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toISOString();
}
