/** A text inside XML or HTML, also in an attribute. What XML 1.0 cannot hold at all (control characters, halves of pairs) is left out. */
export const escaped = (text: string): string =>
	text
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');

/** Called with how many lines have been written since the last call. */
export type OnLines = (lines: number) => void;
