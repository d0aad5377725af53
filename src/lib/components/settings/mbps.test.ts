import { expect, test } from 'vitest';
import { kbpsOf, mbpsOf } from './mbps.ts';

test.each([
	['500', 500_000],
	['0,512', 512],
	['0.5', 500],
	['1000', 1_000_000],
	['0.512', 512],
	['1.000', null],
	['0', 0],
	['', null],
	['-1', null],
	['1,0000', null],
	['quinhentos', null]
])('%s Mbps is %s kbit/s', (typed, kbps) => expect(kbpsOf(typed)).toBe(kbps));

test('what is shown reads back', () => {
	for (const kbps of [0, 512, 500_000, 1_500, 10_000_000])
		for (const language of ['pt-BR', 'en'] as const) expect(kbpsOf(mbpsOf(kbps, language))).toBe(kbps);
});
