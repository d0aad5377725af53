import { describe, expect, test } from 'vitest';
import { knownAddresses } from './addresses.ts';
import { readBounces } from './bounce.ts';
import { checkAddressed, checkLetter, letterLimits, typedAddresses } from './letter.ts';
import { secondsToNextMail } from './retry.ts';

const letter = { recipients: ['ana@casa.example'], subject: 'Sua fatura', body: null, invoiceIds: ['1'] };
const wrong = (change: Partial<typeof letter | { body: string }>) =>
	checkLetter({ ...letter, ...change }).map((one) => `${one.field}: ${one.code}`);

describe('254–261: what is checked of a letter', () => {
	test('somebody to send it to, a subject of one line, a message or none', () => {
		expect(wrong({})).toEqual([]);
		expect(wrong({ recipients: [] })).toEqual(['recipients: field_required']);
		expect(wrong({ recipients: ['ana@casa'] })).toEqual(['recipients: email_invalid']);
		expect(wrong({ recipients: Array.from({ length: 21 }, (_, n) => `a${String(n)}@casa.example`) })).toEqual(['recipients: number_range']);
		expect(wrong({ subject: '  ' })).toEqual(['subject: field_required']);
		expect(wrong({ subject: 'Fatura\r\nBcc: x@y.example' })).toEqual(['subject: value_invalid']);
		expect(wrong({ subject: 'é'.repeat(letterLimits.subject + 1) })).toEqual(['subject: field_too_long']);
		expect(wrong({ body: 'x'.repeat(letterLimits.body + 1) })).toEqual(['body: field_too_long']);
		expect(wrong({ invoiceIds: [] })).toEqual(['invoiceIds: number_range']);
	});
	test('259: addresses as people type them', () => {
		expect(typedAddresses(' Ana@Casa.example; bob@casa.example,\nana@casa.example ')).toEqual(['ana@casa.example', 'bob@casa.example']);
		expect(typedAddresses(' ')).toEqual([]);
	});
	test('259: a wrong address is named, under the field that mends it; of the record too', () => {
		const said = (ticked: readonly string[], typed: string | null) =>
			checkAddressed({ ...letter, recipients: [...ticked, ...(typed === null ? [] : typedAddresses(typed))] }, ticked, typed).map(
				({ field, code, detail }) => `${field}: ${code} ${detail?.['address'] ?? ''}`.trim()
			);
		expect(said(['ana@casa.example'], null)).toEqual([]);
		expect(said(['ana@casa.example'], 'bob@casa.example, joão@casa.example')).toEqual(['address: email_invalid joão@casa.example']);
		// As an import may have brought it.
		expect(said(['ana@casa'], 'bob@casa.example')).toEqual(['recipients: email_invalid ana@casa']);
		expect(said(['ana@casa'], 'bob@')).toEqual(['recipients: email_invalid ana@casa', 'address: email_invalid bob@']);
		// A customer without any e-mail: what is missing is what is to be typed.
		expect(said([], '  ')).toEqual(['address: field_required']);
		expect(said([], null)).toEqual(['recipients: field_required']);
		// Ticked and nothing typed after all: the ticks are enough.
		expect(said(['ana@casa.example'], '')).toEqual([]);
		const many = Array.from({ length: 21 }, (_, n) => `a${String(n)}@casa.example`);
		expect(said(many, 'b@casa.example')).toEqual(['recipients: number_range']);
	});
	test('254: the customer’s own e-mail first, then the contacts’, each once', () => {
		expect(
			knownAddresses('Ana@casa.example', [
				{ name: 'Bruno', email: 'bruno@casa.example' },
				{ name: 'Ana', email: 'ana@casa.example' },
				{ name: 'Sem e-mail', email: null }
			])
		).toEqual([
			{ address: 'ana@casa.example', of: null },
			{ address: 'bruno@casa.example', of: 'Bruno' }
		]);
		expect(knownAddresses(null, [])).toEqual([]);
	});
});

test('waits grow, and there is an end', () => {
	const waits = Array.from({ length: 10 }, (_, n) => secondsToNextMail(n + 1));
	expect(waits.filter((one) => one !== null)).toEqual(waits.slice(0, 7));
	expect(waits.slice(0, 7)).toEqual([...waits.slice(0, 7)].sort((a, b) => Number(a) - Number(b)));
});

describe('a notification of what could not be delivered', () => {
	const notification = (action: string, more = '') => `From: MAILER-DAEMON@mx.example
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.

--b
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
${more}X-Postfix-Queue-ID: 12345

Final-Recipient: rfc822; ninguem@casa.example
Original-Recipient: rfc822;Ninguem@casa.example
Action: ${action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <ninguem@casa.example>:
    no such user

--b--
`;
	test('says who and why', () => {
		expect(readBounces(notification('failed', 'Original-Envelope-Id: 01939f2c\n').replaceAll('\n', '\r\n'))).toEqual([
			{ envelopeId: '01939f2c', address: 'ninguem@casa.example', reason: '5.1.1 550 5.1.1 <ninguem@casa.example>: no such user' }
		]);
	});
	test('a delay, another’s mail and an ordinary letter are none', () => {
		expect(readBounces(notification('delayed', 'Original-Envelope-Id: 01939f2c\n'))).toEqual([]);
		expect(readBounces(notification('failed'))).toEqual([]);
		expect(readBounces('Subject: Olá\n\nOriginal-Envelope-Id: 1\nAction: failed')).toEqual([]);
	});
});
