import type { Attachment } from 'svelte/attachments';

export interface TooltipContent {
	readonly text: string;
	readonly keys?: string | undefined;
}
export interface ShownTooltip extends TooltipContent {
	readonly anchor: DOMRect;
	readonly id: string;
}

/** Before a pointer that rests shows the words; the keyboard's focus shows them at once. Milliseconds. */
const restDelay = 350;

let shown = $state<ShownTooltip | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
let shownFor: Element | null = null;

/** What `TooltipHost` draws; one for the whole page, because only one thing is pointed at. */
export const tooltipState = {
	get shown(): ShownTooltip | null {
		return shown;
	}
};

/** Id of the host's element, for `aria-describedby` while it is shown. */
export const tooltipId = 'tooltip';

function hide(): void {
	clearTimeout(timer);
	if (shownFor === null) return;
	shownFor.removeAttribute('aria-describedby');
	shownFor = null;
	// A focused button that is taken off the page blurs while Svelte is drawing, and then no state may be changed.
	queueMicrotask(() => {
		if (shownFor === null) shown = null;
	});
}

/**
 * `{@attach tooltip('text', 'Ctrl+K')}`: words on hover and on keyboard focus, gone with Esc (WCAG 1.4.13).
 * With `describes: false` the words repeat the element's own label and are not announced twice.
 */
export function tooltip(text: string | null | undefined, keys?: string, options: { describes?: boolean } = {}): Attachment<HTMLElement> {
	return (node) => {
		if (!text) return;
		const show = () => {
			clearTimeout(timer);
			if (shownFor !== null && shownFor !== node) hide();
			shownFor = node;
			if (options.describes !== false && !node.hasAttribute('aria-describedby')) node.setAttribute('aria-describedby', tooltipId);
			shown = { text, keys, anchor: node.getBoundingClientRect(), id: tooltipId };
		};
		const enter = () => {
			clearTimeout(timer);
			timer = setTimeout(show, restDelay);
		};
		const leave = () => {
			if (shownFor === node || shownFor === null) hide();
		};
		// A focused element that is taken out of the page is left in the middle of drawing, when no state may change.
		const blur = () => {
			queueMicrotask(leave);
		};
		const focus = () => {
			if (node.matches(':focus-visible')) show();
		};
		const key = (event: KeyboardEvent) => {
			if (event.key === 'Escape') hide();
		};
		node.addEventListener('pointerenter', enter);
		node.addEventListener('pointerleave', leave);
		node.addEventListener('pointerdown', leave);
		node.addEventListener('focus', focus);
		node.addEventListener('blur', blur);
		node.addEventListener('keydown', key);
		return () => {
			if (shownFor === node) hide();
			node.removeEventListener('pointerenter', enter);
			node.removeEventListener('pointerleave', leave);
			node.removeEventListener('pointerdown', leave);
			node.removeEventListener('focus', focus);
			node.removeEventListener('blur', blur);
			node.removeEventListener('keydown', key);
		};
	};
}
