import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, ageInDays, dayFromNumber, dayNumber, daysBetween, formatDay, isDay, parseDay, weekday } from './day.ts';
import { dayInWords } from './words.ts';
import { dayAt, formatInstant, formatInstantNear } from './zone.ts';

const day = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-31') }).map(dayFromNumber);

describe('calendar', () => {
	test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2100-02-29', '26-01-01', '2026-1-1', ''])(
		'%s does not exist',
		(text) => expect(isDay(text)).toBe(false)
	);
	test.each(['2024-02-29', '2000-02-29', '2026-12-31'])('%s exists', (text) => expect(isDay(text)).toBe(true));
	test('agrees with the proleptic Gregorian calendar of the language', () => {
		fc.assert(
			fc.property(day, (d) => {
				expect(isDay(d)).toBe(true);
				expect(dayNumber(d)).toBe(Date.parse(`${d}T00:00:00Z`) / 86_400_000);
				expect(weekday(d)).toBe(new Date(`${d}T00:00:00Z`).getUTCDay());
			})
		);
	});
	test('adding and counting are inverse', () => {
		fc.assert(
			fc.property(fc.integer({ min: -200_000, max: 200_000 }), fc.integer({ min: -100_000, max: 100_000 }), (n, by) => {
				expect(daysBetween(dayFromNumber(n), addDays(dayFromNumber(n), by))).toBe(by);
			})
		);
	});
	test('the days on which clocks changed in Brazil have no gap', () => {
		expect(addDays('2018-11-03', 1)).toBe('2018-11-04');
		expect(addDays('2018-11-04', 1)).toBe('2018-11-05');
	});
	test('months end where they end', () => {
		expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
		expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
		expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
		expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
		expect(addMonths('2026-03-31', -13)).toBe('2025-02-28');
	});
	test('age', () => expect(ageInDays('2026-11-01', '2026-11-21')).toBe(20));
});

describe('words and figures', () => {
	test('formats', () => {
		expect(formatDay('2026-11-21')).toBe('21/11/2026');
		expect(formatDay('2026-11-01', 'en')).toBe('1 Nov 2026');
	});
	test.each([
		['21/11/2026', '2026-11-21'],
		['1/2/26', '2026-02-01'],
		['21112026', '2026-11-21'],
		['21-11-99', '1999-11-21'],
		['2026-11-21', '2026-11-21'],
		['31/02/2026', null],
		['x', null]
	])('%s is read as %s', (text, expected) => expect(parseDay(text)).toBe(expected));
	test('what is formatted reads back', () => {
		fc.assert(
			fc.property(day, (d) => {
				expect(parseDay(formatDay(d))).toBe(d);
			})
		);
	});
	test('near days in words', () => {
		const today = '2026-11-21';
		expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((d) => dayInWords(d, today))).toEqual([
			'ontem',
			'hoje',
			'amanhã',
			'23/11/2026'
		]);
		expect(dayInWords('2026-11-20', today, 'en')).toBe('yesterday');
		expect(dayInWords('2026-12-01', '2026-11-30')).toBe('amanhã');
	});
});

describe('the provider’s day', () => {
	test('late evening in São Paulo is already tomorrow in UTC', () => {
		expect(dayAt('2026-11-22T02:30:00.123456+00:00')).toBe('2026-11-21');
		expect(dayAt('2026-11-22T02:30:00Z', 'America/Noronha')).toBe('2026-11-22');
		expect(dayAt('2026-11-22T03:00:00Z')).toBe('2026-11-22');
		expect(dayAt('2026-11-22T04:30:00Z', 'America/Rio_Branco')).toBe('2026-11-21');
	});
	test('summer time of the past counts', () => expect(dayAt('2018-12-01T02:30:00Z')).toBe('2018-12-01'));
	test('instants are shown on the office’s clock', () => {
		expect(formatInstant('2026-11-21T17:03:22Z')).toBe('21/11/2026 14:03');
		expect(formatInstant('2026-11-21T03:00:00Z')).toBe('21/11/2026 00:00');
		expect(formatInstantNear('2026-11-20T12:10:00Z', '2026-11-21T17:00:00Z')).toBe('ontem 09:10');
		expect(() => dayAt('soon')).toThrow(RangeError);
	});
});
