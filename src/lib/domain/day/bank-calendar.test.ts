import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankCalendar, nationalCalendar, whyClosed } from './bank-calendar.ts';
import { holidays, isBusinessDay, nextBusinessDay } from './business-day.ts';
import { addDays, dayFromNumber, dayNumber, weekday } from './day.ts';

const day = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2099-12-31') }).map(dayFromNumber);
/** Assis, SP: municipal holiday of 1 July, and one decreed. */
const assis = bankCalendar({ once: ['2026-07-10'], everyYear: ['07-01'] });

describe('national holidays', () => {
	// FEBRABAN's published list of bank holidays for 2026.
	test('2026', () =>
		expect(holidays(2026)).toEqual([
			'2026-01-01',
			'2026-02-16',
			'2026-02-17',
			'2026-04-03',
			'2026-04-21',
			'2026-05-01',
			'2026-06-04',
			'2026-09-07',
			'2026-10-12',
			'2026-11-02',
			'2026-11-15',
			'2026-11-20',
			'2026-12-25'
		]));
	test('Consciência Negra was an ordinary Monday in 2023 and is a holiday since 2024 (Lei 14.759/2023)', () => {
		expect(isBusinessDay('2023-11-20')).toBe(true);
		expect(isBusinessDay('2024-11-20')).toBe(false);
	});
});

describe('holidays of the place', () => {
	test('a yearly one and a decreed one close the bank there and nowhere else', () => {
		expect([assis.isBusinessDay('2026-07-01'), nationalCalendar.isBusinessDay('2026-07-01')]).toEqual([false, true]);
		expect(assis.isBusinessDay('2027-07-01')).toBe(false);
		expect([assis.isBusinessDay('2026-07-10'), assis.isBusinessDay('2028-07-10')]).toEqual([false, true]);
		// Friday by decree, then the weekend.
		expect(assis.next('2026-07-10')).toBe('2026-07-13');
	});
	test('why it is closed', () =>
		expect(['2026-07-01', '2026-07-04', '2026-09-07', '2026-11-15', '2026-07-02'].map((d) => whyClosed(d, assis))).toEqual([
			'local',
			'weekend',
			'national',
			'weekend',
			null
		]));
	test('what is no day is refused at once, not on the day it would matter', () => {
		expect(() => bankCalendar({ once: ['2026-02-30'], everyYear: [] })).toThrow(RangeError);
		expect(() => bankCalendar({ once: [], everyYear: ['13-01'] })).toThrow(RangeError);
		expect(() => bankCalendar({ once: [], everyYear: ['02-29'] })).not.toThrow();
	});
	test('a table that closes the bank for ever is refused, not searched for ever', () => {
		const everyYear: string[] = [];
		for (let d = '2024-01-01'; d <= '2024-12-31'; d = addDays(d, 1)) everyYear.push(d.slice(5));
		expect(() => bankCalendar({ once: [], everyYear }).next('2026-01-01')).toThrow(RangeError);
	});
});

describe('moves', () => {
	test('back and forth over Carnival 2026', () => {
		expect(nationalCalendar.next('2026-02-14')).toBe('2026-02-18');
		expect(nationalCalendar.previous('2026-02-17')).toBe('2026-02-13');
		expect(nationalCalendar.add('2026-02-13', 1)).toBe('2026-02-18');
		expect(nationalCalendar.add('2026-02-18', -1)).toBe('2026-02-13');
		expect(nationalCalendar.add('2026-02-14', -1)).toBe('2026-02-12');
		expect(nationalCalendar.between('2026-02-13', '2026-02-18')).toBe(1);
		expect(nationalCalendar.between('2026-02-18', '2026-02-13')).toBe(0);
	});
	test('next and previous are the nearest open days, and leave an open day where it is', () => {
		fc.assert(
			fc.property(day, (d) => {
				const [next, previous] = [assis.next(d), assis.previous(d)];
				expect(assis.isBusinessDay(next) && assis.isBusinessDay(previous)).toBe(true);
				expect(previous <= d && d <= next).toBe(true);
				for (let between = addDays(previous, 1); between < next; between = addDays(between, 1))
					expect(assis.isBusinessDay(between), between).toBe(false);
				expect(next === d).toBe(assis.isBusinessDay(d));
				expect([0, 6]).not.toContain(weekday(next));
				expect(nationalCalendar.next(d)).toBe(nextBusinessDay(d));
			})
		);
	});
	test('adding and counting business days agree', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 0, max: 60 }), (d, count) => {
				const start = nationalCalendar.next(d);
				const end = nationalCalendar.add(start, count);
				expect(nationalCalendar.between(start, end)).toBe(count);
				expect(nationalCalendar.add(end, -count)).toBe(start);
			})
		);
	});
});
