import { describe, expect, it } from 'vitest';
import { close, label, mostTabs, visit, type OpenTab } from './open-tabs.ts';

const open = (...ids: string[]): readonly OpenTab[] =>
	ids.reduce<readonly OpenTab[]>((tabs, id) => visit(tabs, id, `/customers/${id}`), []);

describe('open customers', () => {
	it('keeps the place of a tab and remembers where in the record one was', () => {
		const tabs = visit(open('a', 'b', 'c'), 'b', '/customers/b/registration/history');
		expect(tabs.map((tab) => tab.id)).toEqual(['a', 'b', 'c']);
		expect(tabs[1]?.path).toBe('/customers/b/registration/history');
	});

	it('drops the oldest when there are too many', () => {
		const tabs = open(...Array.from({ length: mostTabs + 2 }, (_, i) => String(i)));
		expect(tabs).toHaveLength(mostTabs);
		expect(tabs[0]?.id).toBe('2');
	});

	it('shows the right neighbour after closing, the left one at the end, none after the last', () => {
		expect(close(open('a', 'b', 'c'), 'b').next?.id).toBe('c');
		expect(close(open('a', 'b', 'c'), 'c').next?.id).toBe('b');
		expect(close(open('a'), 'a').next).toBeNull();
		expect(close(open('a'), 'x')).toEqual({ tabs: open('a'), next: null });
	});

	it('names a tab, and leaves the list alone when nothing changed', () => {
		const named = label(open('a'), 'a', 1302, 'Maria');
		expect(named[0]).toMatchObject({ code: 1302, name: 'Maria' });
		expect(label(named, 'a', 1302, 'Maria')).toBe(named);
	});
});
