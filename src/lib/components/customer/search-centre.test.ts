import { expect, test } from 'vitest';
import type { LoadProgress } from '#lib/replica/contract.ts';
import { centreMayKnowMore } from './search-centre.ts';
import { emptySearch } from './search-memory.ts';

const load = (phase: LoadProgress['phase']) => ({ load: { phase, table: null, rowsDone: 0, rowsTotal: 0, usable: true } });
const search = (text: string, field: typeof emptySearch.field = 'any') => ({ ...emptySearch, text, field });

test('while the replica is loading any search may find more at the centre', () => {
	expect(centreMayKnowMore(search('silva'), load('loading'), 12)).toBe('loading');
	expect(centreMayKnowMore(search('si'), load('loading'), 12)).toBeNull();
	expect(centreMayKnowMore(search('silva'), load('ready'), 0)).toBeNull();
});

test('a complete replica holds everything but older invoices', () => {
	expect(centreMayKnowMore(search('24000000123', 'boletoNumber'), load('ready'), 0)).toBe('invoices');
	expect(centreMayKnowMore(search('24000000123', 'boletoNumber'), load('ready'), 1)).toBeNull();
	expect(centreMayKnowMore(search('24.000.000-123'), load('ready'), 0)).toBe('invoices');
	expect(centreMayKnowMore(search('24000000123', 'contract'), load('ready'), 0)).toBeNull();
	expect(centreMayKnowMore(search('maria'), load('ready'), 0)).toBeNull();
});
