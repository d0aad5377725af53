import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMac, isMac, macWhileTyping, normaliseMac } from './mac.ts';

/** A field into which keys are pressed; `|` is the caret. */
function field(start = '|') {
	let [before = '', after = ''] = start.split('|');
	const settle = () => {
		const next = macWhileTyping({ text: before + after, caret: before.length });
		[before, after] = [next.text.slice(0, next.caret), next.text.slice(next.caret)];
	};
	const it = {
		type(keys: string) {
			for (const key of keys) {
				before += key;
				settle();
			}
			return it;
		},
		paste(text: string) {
			before += text;
			settle();
			return it;
		},
		backspace(times = 1) {
			for (let i = 0; i < times; i++) {
				before = before.slice(0, -1);
				settle();
			}
			return it;
		},
		get text() {
			return `${before}|${after}`;
		}
	};
	return it;
}

describe('(!) 41: the separators come by themselves', () => {
	test('while typing, whatever the case', () => {
		expect(field().type('02abCDef0123').text).toBe('02-AB-CD-EF-01-23|');
		expect(field().type('02a').text).toBe('02-A|');
		expect(field().type('02-ab-').text).toBe('02-AB|');
	});
	test('Backspace takes a digit each time and never sticks', () => {
		const typed = field().type('02abcd');
		expect(typed.backspace().text).toBe('02-AB-C|');
		expect(typed.backspace().text).toBe('02-AB|');
		expect(typed.backspace(4).text).toBe('|');
	});
	test('pasting any way of writing, and typing in the middle', () => {
		expect(field().paste('02:ab:cd:ef:01:23').text).toBe('02-AB-CD-EF-01-23|');
		expect(field().paste('02ab.cdef.0123').text).toBe('02-AB-CD-EF-01-23|');
		expect(field().paste(' MAC: 02-ab ').text).toBe('02-AB|');
		expect(field('02-|AB').type('c').text).toBe('02-C|A-B');
		expect(field('02-|AB').backspace().text).toBe('02|-AB');
		expect(field('02|-AB').backspace().text).toBe('0|A-B');
	});
	test('what is no MAC is left alone', () => {
		expect(field().type('roteador').text).toBe('roteador|');
	});
	test('any number of digits ends the same way, and every backspace shortens it by one digit', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9a-fA-F]{1,16}$/), (digits) => {
				const typed = field().type(digits);
				expect(typed.text).toBe(`${formatMac(digits.toLowerCase())}|`);
				for (let left = digits.length - 1; left >= 0; left--)
					expect(normaliseMac(typed.backspace().text.replace('|', '')).length).toBe(left);
			})
		);
	});
});

test('stored as twelve small hexadecimal digits', () => {
	expect(normaliseMac('02-AB-CD-EF-01-23')).toBe('02abcdef0123');
	expect(normaliseMac('não é')).toBe('');
	expect(isMac('02abcdef0123')).toBe(true);
	expect(isMac('02abcdef01')).toBe(false);
});
