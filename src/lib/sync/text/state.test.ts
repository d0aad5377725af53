import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fromBase64, merge, openDoc, plainly, replaceText, rowOf, textIn, toBase64 } from './state.ts';

/** What somebody types into a text of a row, as the update that leaves their computer. */
function typed(row: { text: string | null; state: string | null }, at: number, words: string): Uint8Array {
	const doc = openDoc(row.text, row.state);
	const before = Y.encodeStateVector(doc);
	textIn(doc).insert(at, words);
	return Y.encodeStateAsUpdate(doc, before);
}
const plain = (text: string | null) => ({ text, state: null });

describe('the state of a shared text', () => {
	test('is made out of the plain text by everybody alike, so that two who do so offline merge', () => {
		const first = merge(plain('Base.'), typed(plain('Base.'), 0, 'A '))!;
		const both = merge(first, typed(plain('Base.'), 5, ' B'))!;
		expect(both.text).toBe('A Base. B');
	});
	test('takes updates in any order, and the same one twice', () => {
		const start = merge(plain('x'), typed(plain('x'), 1, 'y'))!;
		const updates = [typed(start, 0, '1'), typed(start, 2, '2'), typed(start, 1, '3')];
		const there = updates.reduce((row, update) => merge(row, update)!, start);
		const back = [...updates, ...updates].reverse().reduce((row, update) => merge(row, update)!, start);
		expect(back.text).toBe(there.text);
		expect([...there.text!].sort().join('')).toBe('123xy');
	});
	test('follows a plain change of the text, and two who notice it make the same of it', () => {
		const row = merge(plain('Portão azul.'), typed(plain('Portão azul.'), 12, ' Cão.'))!;
		const changed = { text: 'Portão verde. Cão.', state: row.state };
		const [a, b] = [openDoc(changed.text, changed.state), openDoc(changed.text, changed.state)];
		Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
		expect(textIn(a).toString()).toBe('Portão verde. Cão.');
		// And what somebody typed before they knew of it is kept.
		expect(merge(changed, typed(row, 17, ' Bravo.'))?.text).toBe('Portão verde. Cão. Bravo.');
	});
	test('a plain change by a verb keeps what others typed at the same time', () => {
		const row = plain('Um. Dois.');
		const changed = plainly(row, 'Um. Dois. Três.', 'mutation-1');
		expect(merge(changed, typed(row, 0, 'Zero. '))?.text).toBe('Zero. Um. Dois. Três.');
		expect(plainly(changed, null, 'mutation-2').text).toBeNull();
	});
	test('replacing leaves what did not change, and never cuts a character in two', () => {
		for (const [from, to] of [
			['abc', 'abXc'],
			['', 'novo'],
			['tudo', ''],
			['😀😁', '😀😂'],
			['😁x', '😂x'],
			['aaaa', 'aa'],
			['ab', 'abab']
		] as const) {
			const doc = openDoc(from, null);
			replaceText(doc, to, null);
			expect(textIn(doc).toString()).toBe(to);
			expect(openDoc(rowOf(doc).text, rowOf(doc).state).getText('text').toString()).toBe(to);
		}
	});
	test('refuses bytes that are no update, updates with something else in them, and updates whose beginning is missing', () => {
		expect(merge(plain('x'), Uint8Array.from([1, 2, 3]))).toBeNull();
		const other = new Y.Doc();
		other.getMap('smuggled').set('a', 1);
		expect(merge(plain('x'), Y.encodeStateAsUpdate(other))).toBeNull();
		const doc = new Y.Doc();
		doc.getText('text').insert(0, 'a');
		const before = Y.encodeStateVector(doc);
		doc.getText('text').insert(1, 'b');
		expect(merge(plain('x'), Y.encodeStateAsUpdate(doc, before))).toBeNull();
	});
	test('base64 there and back', () => {
		const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256);
		expect(fromBase64(toBase64(bytes))).toEqual(bytes);
	});
});
