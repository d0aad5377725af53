import { recall, remember } from '../remembered.ts';
import type { Column } from './column.ts';

interface Kept {
	readonly widths: Readonly<Record<string, number>>;
	/** Ids of columns that differ from their default: hidden ones that are shown, shown ones that are hidden. */
	readonly toggled: readonly string[];
}

function isKept(value: unknown): value is Kept {
	return (
		typeof value === 'object' &&
		value !== null &&
		'widths' in value &&
		typeof value.widths === 'object' &&
		value.widths !== null &&
		'toggled' in value &&
		Array.isArray(value.toggled)
	);
}

/** Which columns a person sees in a table and how wide, kept on this computer under the table's id. */
export class TableLayout {
	#id: string;
	#kept: Kept = $state.raw({ widths: {}, toggled: [] });

	constructor(id: string) {
		this.#id = id;
		this.#kept = recall(`table.${id}`, { widths: {}, toggled: [] }, isKept);
	}

	/** Pixels. */
	widthOf<Row>(column: Column<Row>): number {
		return this.#kept.widths[column.id] ?? column.width;
	}

	isShown<Row>(column: Column<Row>): boolean {
		return (column.optional ?? false) === this.#kept.toggled.includes(column.id);
	}

	resize<Row>(column: Column<Row>, width: number): void {
		this.#keep({ ...this.#kept, widths: { ...this.#kept.widths, [column.id]: Math.round(Math.max(width, column.minWidth ?? 56)) } });
	}

	toggle<Row>(column: Column<Row>): void {
		const toggled = this.#kept.toggled.includes(column.id)
			? this.#kept.toggled.filter((id) => id !== column.id)
			: [...this.#kept.toggled, column.id];
		this.#keep({ ...this.#kept, toggled });
	}

	reset(): void {
		this.#keep({ widths: {}, toggled: [] });
	}

	#keep(next: Kept): void {
		this.#kept = next;
		remember(`table.${this.#id}`, next);
	}
}
