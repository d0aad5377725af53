import { afterNavigate } from '$app/navigation';

let arrived = $state(false);

/** To be called by the layout of the help pages: remembers whether there is a page of ours to go back to. */
export function watchTheWay(): void {
	afterNavigate(({ from, type }) => {
		arrived = type !== 'enter' && from !== null;
	});
}

/** This page was not the first one: the browser's own way back stays inside the office. */
export const wasElsewhere = (): boolean => arrived;
