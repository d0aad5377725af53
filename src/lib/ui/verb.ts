import type { Component } from 'svelte';

/** One line of a menu: a verb of the thing that was clicked. */
export interface Verb {
	readonly id: string;
	readonly label: string;
	readonly icon?: Component<{ size?: number | string }>;
	readonly keys?: string;
	readonly danger?: boolean;
	/** Why it cannot be used now; the line stays, greyed, with the reason. */
	readonly disabledReason?: string | null;
	/** A line above it. */
	readonly separated?: boolean;
	run(): void;
}
