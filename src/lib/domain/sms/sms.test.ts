import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smsSize, withoutCostlyAccents } from '../message-template/sms.ts';
import { fromGsm7, gsm7Letter } from './gsm7.ts';
import { hoursFor, readHours, waitForHours } from './hours.ts';
import { checkSmsMessage, firstOfSelection, smsLimits, smsReach, smsText, smsTotal } from './letter.ts';
import { partText, smsParts } from './parts.ts';
import { readNotices, readReceipt } from './receipt.ts';
import { secondsToNextSms } from './retry.ts';

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');

describe('339 the text on the wire', () => {
	test('vectors of GSM 03.38: codes of the tables, the extension behind its escape', () => {
		for (const [letter, code] of [
			['@', '00'],
			['$', '02'],
			['é', '05'],
			['Ç', '09'],
			['\n', '0a'],
			['Δ', '10'],
			['_', '11'],
			['É', '1f'],
			[' ', '20'],
			['¤', '24'],
			['¡', '40'],
			['Ñ', '5d'],
			['§', '5f'],
			['¿', '60'],
			['z', '7a'],
			['à', '7f'],
			['€', '1b65'],
			['[', '1b3c'],
			['|', '1b40']
		] as const)
			expect(hex(Uint8Array.from(gsm7Letter(letter) ?? [])), letter).toBe(code);
		for (const letter of ['ã', 'ç', 'á', '“', '😀']) expect(gsm7Letter(letter)).toBeNull();
	});
	test('one part is bare; several carry a header with reference, total and place', () => {
		const [one] = smsParts('Olà', 7);
		expect([hex(one!.header), hex(one!.body)]).toEqual(['', '4f6c7f']);
		const three = smsParts('x'.repeat(307), 0x1a7);
		expect(three.map((part) => [hex(part.header), part.body.length])).toEqual([
			['050003a70301', 153],
			['050003a70302', 153],
			['050003a70303', 1]
		]);
		expect(hex(smsParts('não', 1)[0]!.body)).toBe('006e00e3006f');
		expect(smsParts('', 1)).toEqual([]);
	});
	test('no letter is torn in two', () => {
		const [first, second] = smsParts('x'.repeat(152) + '€'.repeat(5), 1);
		expect([first!.body.length, second!.body[0]]).toEqual([152, 0x1b]);
		const emoji = smsParts('a'.repeat(66) + '😀'.repeat(4), 1);
		expect(emoji.map(({ text }) => text)).toEqual(['a'.repeat(66), '😀'.repeat(4)]);
	});
	test('property: parts are as many as were counted and paid, hold no more than fits, and join to the same text', () => {
		const letters = fc.array(fc.oneof(fc.constantFrom(...'abz @é€[]~{}|^\\\nÇà'), fc.constantFrom('ã', 'ç', '😀', 'ñ')), {
			maxLength: 500
		});
		fc.assert(
			fc.property(letters, fc.nat(255), (list, reference) => {
				const text = list.join('');
				const parts = smsParts(text, reference);
				expect(parts.length).toBe(smsSize(text).parts);
				expect(parts.map((part) => partText(part.encoding, part.body)).join('')).toBe(text);
				for (const part of parts)
					expect(
						part.header.length + (part.encoding === 'gsm7' ? Math.ceil((part.body.length * 7) / 8) : part.body.length)
					).toBeLessThanOrEqual(140);
			})
		);
	});
	test('property: what GSM can write reads back, and without costly accents Portuguese fits it', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'aAzZ09 @£é$€^{}[]~|\\'), maxLength: 200 }), (text) => {
				expect(fromGsm7(Uint8Array.from([...text].flatMap((letter) => [...(gsm7Letter(letter) ?? [])])))).toBe(text);
			})
		);
		expect(smsSize(withoutCostlyAccents('Não há débito: atenção à situação')).encoding).toBe('gsm7');
	});
});

describe('124 (!) only to mobiles of contacts who agreed', () => {
	const contact = (more: object) => ({ name: 'Ana', mobile: '19998765432', phone: null, smsConsent: true, ...more });
	test('each mobile once; the record’s own number is nobody’s consent', () => {
		expect(
			smsReach([contact({}), contact({ name: 'Outra' }), contact({ mobile: '19991112222', smsConsent: false })], ['19990001111'])
		).toEqual({
			to: [{ number: '19998765432', name: 'Ana' }],
			not: null
		});
	});
	test.each([
		[[], [], 'no_number'],
		[[contact({ mobile: null, phone: '1932651234' })], [], 'landline'],
		[[contact({ mobile: '1932651234' })], [], 'landline'],
		[[contact({ smsConsent: false })], [], 'no_consent'],
		[[], ['1932651234', '19998765432'], 'no_consent'],
		[[contact({ mobile: '123' })], [null], 'no_number']
	] as const)('nobody to write to: %j %j is %s', (contacts, own, not) => expect(smsReach(contacts, own)).toEqual({ to: [], not }));
});

test('337 the subject of the Remetente heads the message; what is missing or too long is refused', () => {
	expect(smsText(' Tuvira ', ' Sua fatura venceu. ')).toBe('Tuvira: Sua fatura venceu.');
	expect(smsText('', 'Oi')).toBe('Oi');
	expect(checkSmsMessage(' ')).toMatchObject([{ code: 'field_required' }]);
	expect(checkSmsMessage('x'.repeat(1001))).toMatchObject([{ code: 'field_too_long' }]);
	expect(checkSmsMessage('Oi')).toEqual([]);
});
test('parts and cost of a whole selection, in cents', () => {
	expect(
		smsTotal(
			[
				{ text: 'Oi', mobiles: 2 },
				{ text: 'não'.repeat(30), mobiles: 1 }
			],
			9
		)
	).toEqual({ customers: 2, mobiles: 3, parts: 4, cents: 36, ucs2: 1 });
});

test('335 one letter goes to the first of a large selection, and how many are left is known before', () => {
	const selected = Array.from({ length: smsLimits.customers + 1_200 }, (_, n) => n);
	const { ids, left } = firstOfSelection(selected);
	expect([ids.length, ids[0], ids.at(-1), left]).toEqual([5_000, 0, 4_999, 1_200]);
	expect(firstOfSelection([7, 8])).toEqual({ ids: [7, 8], left: 0 });
	expect(firstOfSelection(selected.slice(0, smsLimits.customers)).left).toBe(0);
});

describe('hours of sending', () => {
	const own = { weekdays: { from: '08:00', to: '20:00' }, saturdays: { from: '08:00', to: '14:00' } };
	const wait = (now: string, state = 'SP') => waitForHours(hoursFor(own, state), now, 'America/Sao_Paulo')?.toISOString() ?? null;
	test.each([
		// 2026-11-23 is a Monday; São Paulo is three hours behind.
		['2026-11-23T10:59:59Z', 'SP', '2026-11-23T11:00:00.000Z'],
		['2026-11-23T11:00:00Z', 'SP', null],
		['2026-11-23T22:59:59Z', 'SP', null],
		['2026-11-23T23:00:00Z', 'SP', '2026-11-24T11:00:00.000Z'],
		['2026-11-21T16:59:00Z', 'SP', null],
		['2026-11-21T17:00:00Z', 'SP', '2026-11-23T11:00:00.000Z'],
		['2026-11-22T15:00:00Z', 'SP', '2026-11-23T11:00:00.000Z'],
		// Holidays: 25 December 2026 is a Friday.
		['2026-12-25T15:00:00Z', 'SP', '2026-12-26T11:00:00.000Z'],
		// The law of Rio de Janeiro: 9 to 19, and not on Saturdays.
		['2026-11-21T15:00:00Z', 'RJ', '2026-11-23T12:00:00.000Z'],
		['2026-11-23T11:30:00Z', 'RJ', '2026-11-23T12:00:00.000Z'],
		['2026-11-23T22:30:00Z', 'RJ', '2026-11-24T12:00:00.000Z'],
		['2026-11-23T22:30:00Z', 'MG', null]
	])('at %s in %s: %s', (now, state, then) => expect(wait(now, state)).toBe(then));
	test('written by people', () => {
		expect(readHours('08:00-20:00')).toEqual({ from: '08:00', to: '20:00' });
		expect(readHours(' ')).toBeNull();
		for (const wrong of ['8-20', '20:00-08:00', '08:00-25:00', 'never']) expect(readHours(wrong)).toBeUndefined();
	});
	test('property: whatever it answers is within the hours', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') }),
				fc.constantFrom('SP', 'RJ', 'AM', 'PR'),
				(ms, state) => {
					const then = waitForHours(hoursFor(own, state), new Date(ms).toISOString(), 'America/Sao_Paulo');
					if (then === null) return;
					expect(then.getTime()).toBeGreaterThan(ms);
					expect(waitForHours(hoursFor(own, state), then.toISOString(), 'America/Sao_Paulo')).toBeNull();
				}
			)
		);
	});
	test('hours that never come are asked again', () => {
		expect(waitForHours({ weekdays: null, saturdays: null }, '2026-11-23T12:00:00Z', 'America/Sao_Paulo')).not.toBeNull();
	});
});

test('receipts of SMPP, by text and by parameters', () => {
	const text = 'id:0A1B sub:001 dlvrd:001 submit date:2611231200 done date:2611231201 stat:DELIVRD err:000 text:Oi';
	expect(readReceipt(text)).toEqual({ reference: '0A1B', outcome: 'delivered', reason: null });
	expect(readReceipt(text.replace('DELIVRD err:000', 'UNDELIV err:012'))).toEqual({
		reference: '0A1B',
		outcome: 'failed',
		reason: 'UNDELIV 012'
	});
	expect(readReceipt('', { reference: 'x', state: 2 })).toMatchObject({ outcome: 'delivered' });
	expect(readReceipt('', { reference: 'x', state: 8 })).toMatchObject({ outcome: 'failed', reason: 'REJECTD' });
	expect(readReceipt(text.replace('DELIVRD', 'ACCEPTD'))).toBeNull();
	expect(readReceipt('Obrigada!')).toBeNull();
});
test('notices of an HTTP gateway', () => {
	expect(readNotices({ id: 'a', status: 'delivered' })).toEqual([{ reference: 'a', outcome: 'delivered', reason: null }]);
	expect(
		readNotices([
			{ id: 'a', status: 'failed', reason: 'absent' },
			{ id: 'b', status: 'sent' }
		])
	).toEqual([{ reference: 'a', outcome: 'failed', reason: 'absent' }]);
	for (const wrong of [null, 'x', {}, [1]]) expect(readNotices(wrong)).toBeNull();
});
test('is tried again for hours, and not for ever', () => {
	expect(secondsToNextSms(1)).toBe(5);
	expect(secondsToNextSms(8)).toBeNull();
});
