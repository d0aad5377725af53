import type { ColumnChoice } from '#lib/domain/report/columns.ts';
import { recall, remember } from '#lib/ui/remembered.ts';
import { sheetFormats, type SheetFormat } from './formats.ts';

/** What somebody chose for an export, to begin with the next time. */
export interface KeptChoice {
	readonly title: string;
	readonly format: SheetFormat;
	readonly choosePlace: boolean;
	readonly columns: readonly ColumnChoice[];
}

// Under `table.`: titles and widths are how somebody's sheets look, and stay on this computer after they leave.
const keyOf = (sourceId: string, userId: string): string => `table.export.${sourceId}.${userId}`;

export const lastChoice = (sourceId: string, userId: string): KeptChoice | null =>
	recall<KeptChoice | null>(keyOf(sourceId, userId), null, isKept);
export const keepChoice = (sourceId: string, userId: string, choice: KeptChoice): void => {
	remember(keyOf(sourceId, userId), choice);
};

function isKept(value: unknown): value is KeptChoice {
	if (typeof value !== 'object' || value === null) return false;
	const kept = value as Partial<Record<keyof KeptChoice, unknown>>;
	return (
		typeof kept.title === 'string' &&
		typeof kept.choosePlace === 'boolean' &&
		(sheetFormats as readonly unknown[]).includes(kept.format) &&
		Array.isArray(kept.columns) &&
		kept.columns.every(isColumn)
	);
}

function isColumn(value: unknown): value is ColumnChoice {
	if (typeof value !== 'object' || value === null) return false;
	const column = value as Partial<Record<keyof ColumnChoice, unknown>>;
	return (
		typeof column.id === 'string' &&
		typeof column.title === 'string' &&
		typeof column.width === 'number' &&
		typeof column.ticked === 'boolean' &&
		typeof column.total === 'boolean'
	);
}
