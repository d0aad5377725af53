import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { states } from '../state.ts';
import { areaCodes, isAreaCode, statesOfAreaCode } from './area-code.ts';
import { formatPhone, isPhone, normalisePhone, phoneKind } from './phone.ts';

describe('area codes', () => {
	test('67 of them, and every state has one', () => {
		expect(areaCodes.length).toBe(67);
		expect(new Set(areaCodes.flatMap(statesOfAreaCode))).toEqual(new Set(states));
	});
	test.each([
		'20',
		'23',
		'25',
		'26',
		'29',
		'30',
		'36',
		'39',
		'40',
		'50',
		'52',
		'56',
		'59',
		'60',
		'70',
		'72',
		'76',
		'78',
		'80',
		'90',
		'00',
		'10'
	])('%s is none', (ddd) => expect(isAreaCode(ddd)).toBe(false));
});

describe('telephone numbers', () => {
	test.each([
		['(11) 98765-4321', '11987654321'],
		['+55 (11) 98765-4321', '11987654321'],
		['0055 11 98765-4321', '11987654321'],
		['5511987654321', '11987654321'],
		['011 3265-4321', '1132654321'],
		['(55) 99999-1234', '55999991234'],
		['+55 55 99999-1234', '55999991234'],
		['0800 123 4567', '08001234567']
	])('%s is stored as %s', (typed, stored) => {
		expect(normalisePhone(typed)).toBe(stored);
		expect(isPhone(stored)).toBe(true);
	});
	test('a number without area code takes the given one', () => {
		expect(normalisePhone('98765-4321', '18')).toBe('18987654321');
		expect(normalisePhone('3265-4321', '18')).toBe('1832654321');
		expect(normalisePhone('98765-4321')).toBe('987654321');
	});
	test.each([
		['11987654321', 'mobile'],
		['1132654321', 'landline'],
		['08001234567', 'service'],
		['20987654321', null],
		['11887654321', null],
		['1192654321', null],
		['1162654321', null],
		['', null]
	])('%s is %s', (digits, kind) => expect(phoneKind(digits)).toBe(kind));
	test('formats', () => {
		expect(formatPhone('11987654321')).toBe('(11) 98765-4321');
		expect(formatPhone('1132654321')).toBe('(11) 3265-4321');
		expect(formatPhone('08001234567')).toBe('0800 123 4567');
		expect(formatPhone('123')).toBe('123');
	});
	test('what is formatted, with or without country, reads back to the same digits', () => {
		const number = fc.tuple(fc.constantFrom(...areaCodes), fc.stringMatching(/^(9[0-9]{8}|[2-5][0-9]{7})$/)).map(([ddd, n]) => ddd + n);
		fc.assert(
			fc.property(number, (digits) => {
				expect(isPhone(digits)).toBe(true);
				for (const typed of [formatPhone(digits), `+55 ${formatPhone(digits)}`, `0${digits}`, `55${digits}`])
					expect(normalisePhone(typed)).toBe(digits);
			})
		);
	});
});
