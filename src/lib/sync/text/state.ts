import * as Y from 'yjs';

/**
 * The state of one shared text: pure functions over Yjs, the same in the browser, in mutators and at the centre. A text that
 * nobody has written in together yet has no state; whoever opens it first makes one out of its plain text, and makes the
 * same bytes as everybody else, so that two offices that both do so offline still merge instead of doubling the text.
 */

/** The one shared type inside a document. */
const key = 'text';

export function textIn(doc: Y.Doc): Y.Text {
	return doc.getText(key);
}

/**
 * What wrote a text that nobody typed here: a number made of what it wrote, so that everybody who does the same makes the
 * same change, and of two who do different things nobody takes the other's place.
 */
function authorOf(what: string): number {
	// FNV-1a, 32 bits; never 0.
	let hash = 0x811c9dc5;
	for (let i = 0; i < what.length; i++) hash = Math.imul(hash ^ what.charCodeAt(i), 0x01000193);
	return hash >>> 0 || 1;
}

function write(doc: Y.Doc, next: string, author: number): void {
	const own = doc.clientID;
	doc.clientID = author;
	replaceText(doc, next, 'plain');
	doc.clientID = own;
}

/** A document of its own from a row's text and state. */
function fromRow(text: string | null, state: string | null): Y.Doc {
	const doc = new Y.Doc();
	if (state !== null) Y.applyUpdate(doc, fromBase64(state));
	// Without a state, the seed; with one, what somebody wrote plainly since (an import, SQL by hand).
	if (textIn(doc).toString() !== (text ?? '')) write(doc, text ?? '', authorOf(`${state ?? ''}|${text ?? ''}`));
	return doc;
}

/**
 * A document from a row: its state, or what its text becomes at first. When the text is another one than the state's,
 * somebody wrote it plainly: that counts as an edit made after the state. Into a document that holds more already, it merges.
 */
export function openDoc(text: string | null, state: string | null, into: Y.Doc = new Y.Doc()): Y.Doc {
	const doc = fromRow(text, state);
	Y.applyUpdate(into, Y.encodeStateAsUpdate(doc), 'replica');
	doc.destroy();
	return into;
}

/** A row's text and state after a plain change of the text, e.g. by an automation; `id` makes two equal changes two. */
export function plainly(row: TextRow, next: string | null, id: string): { readonly text: string | null; readonly state: string } {
	const doc = fromRow(row.text, row.state);
	write(doc, next ?? '', authorOf(id));
	const result = rowOf(doc);
	doc.destroy();
	return result;
}

/** Changes the text to `next` by one deletion and one insertion: what is before and after the difference stays whose it was. */
export function replaceText(doc: Y.Doc, next: string, origin: unknown): void {
	const text = textIn(doc);
	const now = text.toString();
	if (now === next) return;
	let start = 0;
	while (start < now.length && start < next.length && now[start] === next[start]) start++;
	let end = 0;
	while (end < now.length - start && end < next.length - start && now[now.length - 1 - end] === next[next.length - 1 - end]) end++;
	// Never through the middle of a character of two halves.
	if (start > 0 && isHighSurrogate(now.charCodeAt(start - 1))) start--;
	if (end > 0 && isLowSurrogate(now.charCodeAt(now.length - end))) end--;
	doc.transact(() => {
		text.delete(start, now.length - start - end);
		text.insert(start, next.slice(start, next.length - end));
	}, origin);
}

/** What a row gets: the text and its state. An empty text is absent, as everywhere. */
export function rowOf(doc: Y.Doc): { readonly text: string | null; readonly state: string } {
	const text = textIn(doc).toString();
	return { text: text === '' ? null : text, state: toBase64(Y.encodeStateAsUpdate(doc)) };
}

/** What a row holds of a shared text; `state` in base64, null while nobody has written in it together. */
export interface TextRow {
	readonly text: string | null;
	readonly state: string | null;
}

/**
 * A row's next text and state after an update that was made elsewhere.
 * @returns null when the bytes are no update of such a document.
 */
export function merge(row: TextRow, update: Uint8Array): { readonly text: string | null; readonly state: string } | null {
	const doc = fromRow(row.text, row.state);
	try {
		Y.applyUpdate(doc, update);
		// Something else may have been smuggled in beside the text; it would grow for ever and never be seen.
		for (const [name] of doc.share) if (name !== key) return null;
		// An update whose beginning is missing waits inside the document: it would be lost with this state.
		if (doc.store.pendingStructs !== null) return null;
		return rowOf(doc);
	} catch {
		return null;
	} finally {
		doc.destroy();
	}
}

export function toBase64(bytes: Uint8Array): string {
	let text = '';
	for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
	return btoa(text);
}

/** @throws DOMException when it is no base64. */
export function fromBase64(text: string): Uint8Array {
	const bytes = atob(text);
	const out = new Uint8Array(bytes.length);
	for (let i = 0; i < bytes.length; i++) out[i] = bytes.charCodeAt(i);
	return out;
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
