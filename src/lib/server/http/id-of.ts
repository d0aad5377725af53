/** An id out of an address, or null when it is none: an unknown thing, and no error of Postgres. */
export const idOf = (text: string): string | null =>
	/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : null;
