/** Files a list is exported as (item 296): Excel, the old Excel, Delimitado, CSV. */
export const sheetFormats = ['xlsx', 'xls', 'txt', 'csv'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

export const mimeOf: Readonly<Record<SheetFormat, string>> = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	xls: 'application/vnd.ms-excel',
	txt: 'text/plain',
	csv: 'text/csv'
};

/** Text has no widths of columns. */
export const hasWidths = (format: SheetFormat): boolean => format === 'xlsx' || format === 'xls';
