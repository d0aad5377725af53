import type { Snippet } from 'svelte';

/** A column of a DataTable. `text` is what is copied, searched and shown where there is no `cell`. */
export interface Column<Row> {
	readonly id: string;
	readonly title: string;
	/** Pixels; the person's own width, once dragged, comes first. */
	readonly width: number;
	readonly minWidth?: number;
	/** Numbers and money stand at the end. */
	readonly align?: 'start' | 'end';
	readonly text: (row: Row) => string;
	/** What sorting compares; `text` otherwise. Null sorts last in both directions. */
	readonly sortBy?: (row: Row) => string | number | null;
	readonly sortable?: boolean;
	readonly cell?: Snippet<[Row]>;
	/** Takes what is left of the width, in equal shares where several do. */
	readonly grow?: boolean;
	/** Not shown until chosen. */
	readonly optional?: boolean;
}

export interface Sort {
	readonly column: string;
	readonly descending: boolean;
}
