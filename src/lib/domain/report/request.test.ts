import { describe, expect, test } from 'vitest';
import { groupedRows, inGroups } from './report.ts';
import { isCentreFormat, recordProblem, reportFormats, settingsOf, takeRecords } from './request.ts';
import { sampleReport } from './testing/sample.ts';

test('(303–307) kinds of output, each with the settings that are its own', () => {
	expect(reportFormats).toEqual(['pdf', 'xlsx', 'html', 'preview', 'docx', 'rtf', 'xml', 'jpg', 'gif', 'tif']);
	expect(reportFormats.flatMap((format) => settingsOf(format).map((one) => `${format}.${one}`))).toEqual([
		'pdf.embedFonts',
		'xlsx.plainText',
		'xlsx.flat',
		'html.keepImages'
	]);
	expect(reportFormats.filter(isCentreFormat)).toEqual(['pdf', 'jpg', 'gif', 'tif']);
});

describe('Registros', () => {
	const rows = ['a', 'b', 'c', 'd'];
	test('(321, 322) all, or the next ones from where the cursor stands', () => {
		expect(takeRecords(rows, { kind: 'all' })).toEqual(rows);
		expect(takeRecords(rows, { kind: 'next', count: 2 })).toEqual(['a', 'b']);
		expect(takeRecords(rows, { kind: 'next', count: 2 }, 1)).toEqual(['b', 'c']);
		expect(takeRecords(rows, { kind: 'next', count: 99 }, 3)).toEqual(['d']);
	});
	test('(323) only the one of a number', () => expect(takeRecords(rows, { kind: 'only', number: 3 })).toEqual(['c']));
	test('numbers of no use are told, and nothing is printed of nothing', () => {
		for (const count of [0, -1, 1.5, NaN]) expect(recordProblem({ kind: 'next', count }, 4)).toEqual({ code: 'count_invalid' });
		for (const number of [0, 5, 2.5, NaN]) expect(recordProblem({ kind: 'only', number }, 4)).toEqual({ code: 'number_invalid' });
		expect(recordProblem({ kind: 'all' }, 0)).toEqual({ code: 'no_records' });
		expect(recordProblem({ kind: 'only', number: 4 }, 4)).toBeNull();
		expect(() => takeRecords(rows, { kind: 'only', number: 5 })).toThrow(RangeError);
	});
});

test('(302) lines of one customer come together, with sums of each and of all; sums of what is taken only', () => {
	expect(inGroups(['a1', 'b1', 'a2'], (row) => row.charAt(0))).toEqual(['a1', 'a2', 'b1']);
	const { groups, totals, records, groupCount } = sampleReport();
	expect(groups.map((group) => [group.title, group.rows.length, group.totals])).toEqual([
		['João Ávila & Filhos <ME>', 2, [null, null, null, 123_551]],
		['=1+A1 {chave} \\ Łódź', 1, [null, null, null, 5_000]]
	]);
	expect([totals, records, groupCount]).toEqual([[null, null, null, 128_551], 3, 2]);
	expect(groupedRows([], [], { key: String, title: String, foot: String }).groups).toEqual([]);
});
