import type { getLocale } from '#lib/paraglide/runtime.js';

/** A part of a help page. */
export interface HelpSection {
	readonly heading: string;
	readonly text?: readonly string[];
	/** Field or key → what it means. */
	readonly terms?: readonly (readonly [term: string, meaning: string])[];
}
export interface HelpText {
	readonly title: string;
	/** What the area is for, in one or two sentences. */
	readonly lead: string;
	readonly sections: readonly HelpSection[];
}

/** One help page; options of the customer's record have one of their own id (checklist 381). */
export interface HelpTopic {
	readonly id: string;
	/** Where the area itself is, when one address says it. */
	readonly area?: string;
	/** Ids of pages that answer the next question. */
	readonly see: readonly string[];
	readonly texts: Readonly<Record<ReturnType<typeof getLocale>, HelpText>>;
}
