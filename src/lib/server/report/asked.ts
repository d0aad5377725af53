import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { ReportGroup } from '#lib/domain/report/report.ts';
import { centreFormats, orientations } from '#lib/domain/report/request.ts';

const text = z.string().max(500);
const totals = z.array(z.number().int().nullable()).max(40);
const head = z.strictObject({
	language: z.enum(['pt-BR', 'en']),
	provider: text,
	title: text,
	notes: z.array(text).max(20),
	columns: z
		.array(z.strictObject({ id: text, title: text, width: z.number().min(1).max(2000), kind: z.enum(['text', 'integer', 'money', 'day']) }))
		.min(1)
		.max(40),
	groupTitle: text,
	foot: text,
	totals,
	records: z.number().int().min(0),
	groupCount: z.number().int().min(0),
	bars: z.array(z.strictObject({ label: text, value: z.number().int(), shown: text })).max(20),
	barsTitle: text,
	pageWords: text,
	goesOn: text,
	withoutHeader: z.boolean(),
	summaryOnly: z.boolean(),
	orientation: z.enum(orientations)
});
const group = z.strictObject({
	title: text,
	foot: text,
	totals,
	rows: z.array(z.array(z.union([z.string().max(2000), z.number(), z.null()])).max(40)).max(100_000)
});
/** First line of what is sent to the centre; each line after it is a group. */
export const askedReport = z.strictObject({ format: z.enum(centreFormats), embedFonts: z.boolean(), head });
export type AskedReport = z.infer<typeof askedReport>;

/** The groups in a file of such lines, one at a time. @throws ZodError, SyntaxError for what is none. */
export async function* groupsIn(path: string): AsyncGenerator<ReportGroup> {
	let first = true;
	for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
		if (!first && line !== '') yield group.parse(JSON.parse(line));
		first = false;
	}
}
