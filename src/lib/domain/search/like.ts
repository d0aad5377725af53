/** A LIKE pattern that finds `text` anywhere: `%`, `_` and `\` stand for themselves. */
export function containsPattern(text: string): string {
	return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** A LIKE pattern that finds what begins with `text`. */
export function prefixPattern(text: string): string {
	return `${text.replace(/[\\%_]/g, '\\$&')}%`;
}
