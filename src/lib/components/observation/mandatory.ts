/** One observation in the window, by its wording: another version is another text to read. */
export interface Wording {
	readonly id: string;
	readonly version: number;
}
export const wordingKey = (one: Wording): string => `${one.id}:${String(one.version)}`;

/**
 * Whether the window has to open because of what arrived while the record is open: something mandatory that this person
 * has neither been shown since the record was opened nor written just now.
 */
export function hasNews(
	now: readonly (Wording & { readonly updatedBy: string | null })[],
	shown: ReadonlySet<string>,
	me: string
): boolean {
	return now.some((one) => !shown.has(wordingKey(one)) && one.updatedBy !== me);
}

/** The one to show first: the newest that has not been shown, else the newest. */
export function firstToShow<O extends Wording>(now: readonly O[], shown: ReadonlySet<string>): O | undefined {
	return now.find((one) => !shown.has(wordingKey(one))) ?? now[0];
}
