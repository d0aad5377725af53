/**
 * Text of a file whose encoding nobody wrote down: a mark at the beginning says it, else it is UTF-8 if it can be, else what
 * Windows in Brazil writes (windows-1252, which holds Latin-1).
 */
export function decodeText(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** Which of `;`, `,` and tab parts the first line, outside quotes. */
export function separatorOf(text: string): string {
	const first = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, '');
	const times = (separator: string): number => first.split(separator).length;
	return [';', ',', '\t'].reduce((best, one) => (times(one) > times(best) ? one : best), ';');
}

/**
 * Lines of cells, as RFC 4180 has them: quotes around a cell may hold separators, line breaks and doubled quotes. Cells keep their
 * leading zeros. Stops after `limit` lines.
 */
export function parseCsv(text: string, limit = Infinity): string[][] {
	const separator = separatorOf(text);
	const lines: string[][] = [];
	let cells: string[] = [];
	let at = 0;
	const endOfLine = (): void => {
		lines.push(cells);
		cells = [];
	};
	while (at < text.length && lines.length < limit) {
		if (text[at] === '"') {
			let cell = '';
			for (;;) {
				const quote = text.indexOf('"', at + 1);
				const end = quote < 0 ? text.length : quote;
				cell += text.slice(at + 1, end);
				at = end + 1;
				if (text[at] !== '"') break;
				cell += '"';
			}
			// What stands between a closing quote and the separator is no part of any standard, and no reason to lose it.
			const end = endOfCell(text, at, separator);
			cells.push(cell + text.slice(at, end));
			at = end;
		} else {
			const end = endOfCell(text, at, separator);
			cells.push(text.slice(at, end));
			at = end;
		}
		if (text[at] === separator) {
			at += 1;
			if (at === text.length) cells.push('');
			continue;
		}
		endOfLine();
		at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
	}
	if (cells.length > 0 && lines.length < limit) endOfLine();
	return lines;
}

function endOfCell(text: string, from: number, separator: string): number {
	let at = from;
	while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
	return at;
}
