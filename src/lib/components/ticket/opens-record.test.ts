import { expect, test } from 'vitest';
import { opensRecord } from './opens-record.ts';

test.each([
	['goto', '/customers', false, true],
	['goto', '/customers', true, true],
	['link', '/', false, true],
	['goto', '/customers/019a-other', false, true],
	['goto', '/customers/019a-other', true, false],
	['enter', null, false, false],
	['popstate', '/customers', false, false],
	['link', '/tickets/019a', false, false],
	['link', '/work-orders', false, false]
])('(13) %s from %s, tab there already: %s → opens: %s', (type, from, wasOpen, opens) =>
	expect(opensRecord({ type, from, wasOpen })).toBe(opens)
);
