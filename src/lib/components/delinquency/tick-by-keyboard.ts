import type { Ticks } from './ticks.svelte.ts';

/** Space ticks the customers of the line under the cursor, or of all lines that are marked, before the list takes it for its own. */
export function tickByKeyboard(event: KeyboardEvent, ticks: Ticks, ids: readonly string[]): void {
	if (event.key !== ' ' || ids.length === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
	if (!(event.target instanceof Element) || event.target.getAttribute('role') !== 'grid') return;
	event.preventDefault();
	event.stopPropagation();
	ticks.toggle(ids);
}
