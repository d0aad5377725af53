/** A file of this title, as Windows takes it: without the signs it forbids, and not so long that a path breaks. `fallback` where nothing is left. */
export function fileNameOf(title: string, fallback: string): string {
	const clean = (text: string): string =>
		text
			// eslint-disable-next-line no-control-regex -- what Windows forbids begins with them
			.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ')
			.replace(/\s+/g, ' ')
			.trim()
			.replace(/[. ]+$/, '')
			.slice(0, 120)
			.trim();
	return clean(title) || clean(fallback) || 'export';
}
