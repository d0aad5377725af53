import type { Cell } from '#lib/domain/report/columns.ts';
import type { ReportGroup, ReportHead, Totals } from '#lib/domain/report/report.ts';

/** Points. */
export const sheet = { margin: 36, foot: 24, heights: { titles: 18, group: 20, row: 13, sum: 18, all: 22 } } as const;
export const sheetSize = (head: Pick<ReportHead, 'orientation'>): readonly [width: number, height: number] =>
	head.orientation === 'landscape' ? [841.89, 595.28] : [595.28, 841.89];

/** What stands on paper, from the top to the bottom. `y`: points from the upper edge. */
export type Placed =
	| { readonly kind: 'page'; readonly page: number }
	| { readonly kind: 'header' | 'titles'; readonly y: number }
	| { readonly kind: 'group'; readonly y: number; readonly text: string }
	| { readonly kind: 'row'; readonly y: number; readonly cells: readonly Cell[] }
	| { readonly kind: 'sum' | 'all'; readonly y: number; readonly text: string; readonly totals: Totals };

const headerHeight = (head: ReportHead): number => (head.withoutHeader ? 0 : 44 + head.notes.length * 13 + 8);

/** Where everything of a report stands. Nothing is measured, so that the number of pages is known before the first is drawn. */
export async function* placed(head: ReportHead, groups: AsyncIterable<ReportGroup>): AsyncGenerator<Placed> {
	const bottom = sheetSize(head)[1] - sheet.margin - sheet.foot;
	const { heights } = sheet;
	let y = Infinity;
	let page = 0;
	/** Makes room for so many points; true where a new page began. */
	function* room(height: number): Generator<Placed, boolean> {
		if (y + height <= bottom) return false;
		yield { kind: 'page', page: ++page };
		y = sheet.margin;
		if (page === 1 && headerHeight(head) > 0) {
			yield { kind: 'header', y };
			y += headerHeight(head);
		}
		yield { kind: 'titles', y };
		y += heights.titles;
		return true;
	}
	yield* room(0);
	for await (const group of groups) {
		if (head.summaryOnly) {
			yield* room(heights.sum);
			yield { kind: 'sum', y, text: `${group.title} · ${group.foot}`, totals: group.totals };
			y += heights.sum;
			continue;
		}
		// A title does not stand alone at the end of a page.
		yield* room(heights.group + heights.row);
		yield { kind: 'group', y, text: group.title };
		y += heights.group;
		for (const cells of group.rows) {
			if (yield* room(heights.row)) {
				yield { kind: 'group', y, text: `${group.title} ${head.goesOn}` };
				y += heights.group;
			}
			yield { kind: 'row', y, cells };
			y += heights.row;
		}
		yield* room(heights.sum);
		yield { kind: 'sum', y, text: group.foot, totals: group.totals };
		y += heights.sum;
	}
	yield* room(heights.all);
	yield { kind: 'all', y, text: head.foot, totals: head.totals };
}
