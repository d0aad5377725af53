import { ageing } from '#lib/domain/delinquency/ageing.ts';
import type { ReportColumn } from '#lib/domain/report/columns.ts';
import { groupedRows, type Report } from '#lib/domain/report/report.ts';
import type { Orientation } from '#lib/domain/report/request.ts';
import { bucketWords, money } from '#lib/components/delinquency/words.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { DebtRow } from '#lib/queries/delinquency/debts.ts';
import { count } from '#lib/ui/numbers.ts';

export interface DebtReportOptions {
	readonly provider: string;
	/** Who makes it. */
	readonly who: string;
	readonly now: Date;
	readonly withoutHeader: boolean;
	readonly summaryOnly: boolean;
	readonly orientation: Orientation;
}

/** Of the columns that an export offers, those of a printed report, in its order; the customer is the group. */
const order = ['number', 'kind', 'due', 'days', 'method', 'amount'] as const;

/** The overdue accounts as a report: values, dates and totals of each customer and of all (item 302). */
export function debtReport(rows: readonly DebtRow[], columns: readonly ReportColumn<DebtRow>[], options: DebtReportOptions): Report {
	const printed = order.flatMap((id) => columns.filter((column) => column.id === id));
	const grouped = groupedRows(rows, printed, {
		key: (row) => row.customerId,
		title: (row) => `${String(row.code)} – ${row.name}`,
		foot: (lines) => m.report_group_foot({ rows: lines, shown: count(lines) })
	});
	const numbers = {
		customers: m.delinquency_ageing_customers({ count: grouped.groupCount, shown: count(grouped.groupCount) }),
		accounts: m.delinquency_ageing_debts({ count: grouped.records, shown: count(grouped.records) })
	};
	return {
		...grouped,
		language: getLocale(),
		provider: options.provider,
		title: m.delinquency_title(),
		notes: [
			m.report_issued({ when: options.now.toLocaleString(getLocale(), { dateStyle: 'short', timeStyle: 'short' }), who: options.who }),
			m.report_selection(numbers)
		],
		groupTitle: m.report_customer(),
		foot: m.report_foot(numbers),
		bars: ageing(rows).map((bucket) => ({ label: bucketWords(bucket), value: bucket.cents, shown: money(bucket.cents) })),
		barsTitle: m.report_bars(),
		pageWords: m.report_page({ page: '{page}', pages: '{pages}' }),
		goesOn: m.report_goes_on(),
		withoutHeader: options.withoutHeader,
		summaryOnly: options.summaryOnly,
		orientation: options.orientation
	};
}
