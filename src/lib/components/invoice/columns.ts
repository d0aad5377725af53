import { formatDay } from '#lib/domain/day/day.ts';
import { formatMoney } from '#lib/domain/money.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { InvoiceRow } from '#lib/queries/invoice/list.ts';
import type { Column } from '#lib/ui/table/column.ts';

const money = (cents: number): string => formatMoney(cents, getLocale());

/**
 * The four columns of the manual in its order (items 247–250). Each sorts both ways, by what it is and not by how it is written (item
 * 251): 9 before 10, a day by the calendar, an amount by its cents.
 */
export const manualColumns = (): readonly Column<InvoiceRow>[] => [
	{ id: 'number', title: m.invoice_number(), width: 130, align: 'end', text: (row) => String(row.number), sortBy: (row) => row.number },
	{ id: 'due', title: m.invoice_due_on(), width: 130, text: (row) => formatDay(row.dueOn, getLocale()), sortBy: (row) => row.dueOn },
	{
		id: 'amount',
		title: m.invoice_amount(),
		width: 130,
		align: 'end',
		text: (row) => money(row.amountCents),
		sortBy: (row) => row.amountCents
	},
	{
		id: 'open',
		title: m.invoice_balance(),
		width: 130,
		align: 'end',
		text: (row) => money(row.openCents),
		sortBy: (row) => row.openCents
	}
];
