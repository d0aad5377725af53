import { createContext } from 'svelte';
import type { OpenTabs } from './open-tabs.svelte.ts';
import type { Palette } from './palette.svelte.ts';

/** What the frame around the screens offers to them. */
export interface Shell {
	/** Customers open across the top; the record's screen needs to do nothing to appear there. */
	readonly tabs: OpenTabs;
	/** The box behind Ctrl+K; a screen may add its own verbs to it. */
	readonly palette: Palette;
	/** Closes the tab of a customer and goes to its neighbour, e.g. when the record is gone. */
	closeTab(id: string): void;
	signOut(): Promise<void>;
}
export const [useShell, setShell] = createContext<Shell>();
