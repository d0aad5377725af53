/** Kinds of output, in the order of the manual (items 304–314). */
export const reportFormats = ['pdf', 'xlsx', 'html', 'preview', 'docx', 'rtf', 'xml', 'jpg', 'gif', 'tif'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Made by the centre: PDF and the pictures of its pages. Everything else a browser makes by itself, without a link. */
export const centreFormats = ['pdf', 'jpg', 'gif', 'tif'] as const;
export type CentreFormat = (typeof centreFormats)[number];
export const isCentreFormat = (format: ReportFormat): format is CentreFormat => (centreFormats as readonly string[]).includes(format);

/** Settings of one format only (items 304–307); the other three are those of all (315–317). */
export type FormatSetting = 'embedFonts' | 'plainText' | 'flat' | 'keepImages';
const settings: Partial<Record<ReportFormat, readonly FormatSetting[]>> = {
	pdf: ['embedFonts'],
	xlsx: ['plainText', 'flat'],
	html: ['keepImages']
};
export const settingsOf = (format: ReportFormat): readonly FormatSetting[] => settings[format] ?? [];

export const destinations = ['screen', 'printer', 'disk'] as const;
/** Item 318. */
export type Destination = (typeof destinations)[number];
export const orientations = ['portrait', 'landscape'] as const;
/** Item 320. */
export type Orientation = (typeof orientations)[number];

/** Items 321–323: which lines. Lines are counted from 1 in the order of the report. */
export type RecordChoice =
	{ readonly kind: 'all' } | { readonly kind: 'next'; readonly count: number } | { readonly kind: 'only'; readonly number: number };

export type RecordProblem = { readonly code: 'count_invalid' } | { readonly code: 'number_invalid' } | { readonly code: 'no_records' };

/** What keeps a choice of lines from being carried out. `total`: lines that there are. */
export function recordProblem(choice: RecordChoice, total: number): RecordProblem | null {
	if (total === 0) return { code: 'no_records' };
	if (choice.kind === 'next' && !(Number.isInteger(choice.count) && choice.count >= 1)) return { code: 'count_invalid' };
	if (choice.kind === 'only' && !(Number.isInteger(choice.number) && choice.number >= 1 && choice.number <= total))
		return { code: 'number_invalid' };
	return null;
}

/**
 * The lines of a choice. "Os próximos" begin at `from`, the line (counted from 0) of the record under the cursor.
 * @throws RangeError for a choice with a problem.
 */
export function takeRecords<Row>(rows: readonly Row[], choice: RecordChoice, from = 0): readonly Row[] {
	const problem = recordProblem(choice, rows.length);
	if (problem && problem.code !== 'no_records') throw new RangeError(problem.code);
	switch (choice.kind) {
		case 'all':
			return rows;
		case 'next':
			return rows.slice(from, from + choice.count);
		case 'only':
			return rows.slice(choice.number - 1, choice.number);
	}
}
