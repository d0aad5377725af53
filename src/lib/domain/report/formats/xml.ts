import type { Cell, CellKind } from '../columns.ts';
import type { Report, Totals } from '../report.ts';
import { escaped, type OnLines } from './markup.ts';

/** As machines read it: cents as `1234.56`, days as `2026-11-09` (XML Schema's decimal and date). */
function plain(cell: Cell, kind: CellKind): string {
	if (kind !== 'money') return String(cell);
	const cents = Number(cell);
	return `${cents < 0 ? '-' : ''}${String(Math.trunc(Math.abs(cents) / 100))}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
}

/** A report as data (item 311): elements are named by the ids of the columns, which never change with the language. */
export function* xmlReport(report: Report, onLines?: OnLines): Generator<string> {
	const { columns } = report;
	for (const { id } of columns) if (!/^[A-Za-z_][\w.-]*$/.test(id)) throw new Error(`no name of an element: ${id}`);
	const fields = (cells: readonly Cell[]): string =>
		columns
			.map(({ id, kind }, at) => {
				const cell = cells[at] ?? null;
				return cell === null ? '' : `<${id}>${escaped(plain(cell, kind))}</${id}>`;
			})
			.join('');
	const sums = (totals: Totals): string => `<totals>${fields(totals)}</totals>`;
	yield `<?xml version="1.0" encoding="UTF-8"?>\n<report records="${String(report.records)}" groups="${String(report.groupCount)}">\n`;
	if (!report.withoutHeader)
		yield (
			`<header><provider>${escaped(report.provider)}</provider><title>${escaped(report.title)}</title>` +
			`${report.notes.map((note) => `<note>${escaped(note)}</note>`).join('')}</header>\n`
		);
	yield `<columns>${columns.map(({ id, title, kind }) => `<column id="${id}" kind="${kind}">${escaped(title)}</column>`).join('')}</columns>\n`;
	for (const group of report.groups) {
		yield (
			`<group title="${escaped(group.title)}" records="${String(group.rows.length)}">` +
			(report.summaryOnly ? '' : group.rows.map((row) => `<record>${fields(row)}</record>`).join('\n')) +
			`${sums(group.totals)}</group>\n`
		);
		onLines?.(group.rows.length);
	}
	yield `${sums(report.totals)}\n</report>\n`;
}
