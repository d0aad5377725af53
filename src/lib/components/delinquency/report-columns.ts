import { formatPhone } from '#lib/domain/phone/phone.ts';
import type { ReportColumn } from '#lib/domain/report/columns.ts';
import * as m from '#lib/paraglide/messages.js';
import type { DebtRow } from '#lib/queries/delinquency/debts.ts';
import type { DelinquentRow } from '#lib/queries/delinquency/list.ts';
import { kindWords } from './words.ts';

/** Names of billing methods by id. */
export type MethodNames = ReadonlyMap<string, string>;

const phone = (text: string | null): string | null => (text === null ? null : formatPhone(text));
export const methodWords = (ids: readonly string[], names: MethodNames): string =>
	ids
		.map((id) => names.get(id) ?? '')
		.filter(Boolean)
		.join(', ');

/** Columns of the overdue accounts: the three of the manual first (item 293), the rest to be ticked. */
export const debtColumns = (methods: MethodNames): readonly ReportColumn<DebtRow>[] => [
	{ id: 'name', title: m.delinquency_customer_name(), width: 260, kind: 'text', value: (row) => row.name },
	{ id: 'amount', title: m.delinquency_amount(), width: 130, kind: 'money', value: (row) => row.cents, summable: true },
	{ id: 'kind', title: m.delinquency_kind(), width: 110, kind: 'text', value: kindWords },
	{ id: 'code', title: m.delinquency_code(), width: 70, kind: 'integer', value: (row) => row.code, optional: true },
	{ id: 'number', title: m.delinquency_number(), width: 110, kind: 'integer', value: (row) => row.number, optional: true },
	{ id: 'due', title: m.delinquency_due(), width: 90, kind: 'day', value: (row) => row.dueOn, optional: true },
	{ id: 'days', title: m.delinquency_days(), width: 80, kind: 'integer', value: (row) => row.daysLate, optional: true },
	{ id: 'phone', title: m.delinquency_phone(), width: 120, kind: 'text', value: (row) => phone(row.phone), optional: true },
	{ id: 'condominium', title: m.delinquency_condominium(), width: 160, kind: 'text', value: (row) => row.condominium, optional: true },
	{
		id: 'method',
		title: m.delinquency_method(),
		width: 150,
		kind: 'text',
		value: (row) => methodWords([row.billingMethodId], methods),
		optional: true
	},
	{ id: 'city', title: m.delinquency_city(), width: 150, kind: 'text', value: (row) => row.city, optional: true }
];

/** Columns of the customers (items 266–270). */
export const customerColumns = (methods: MethodNames): readonly ReportColumn<DelinquentRow>[] => [
	{ id: 'name', title: m.delinquency_name(), width: 260, kind: 'text', value: (row) => row.name },
	{ id: 'days', title: m.delinquency_days(), width: 80, kind: 'integer', value: (row) => row.daysLate },
	{ id: 'phone', title: m.delinquency_phone(), width: 120, kind: 'text', value: (row) => phone(row.phone) },
	{ id: 'condominium', title: m.delinquency_condominium(), width: 160, kind: 'text', value: (row) => row.condominium },
	{ id: 'total', title: m.delinquency_total(), width: 120, kind: 'money', value: (row) => row.totalCents, summable: true },
	{ id: 'code', title: m.delinquency_code(), width: 70, kind: 'integer', value: (row) => row.code, optional: true },
	{ id: 'debts', title: m.delinquency_debts(), width: 60, kind: 'integer', value: (row) => row.debts, summable: true, optional: true },
	{
		id: 'method',
		title: m.delinquency_method(),
		width: 150,
		kind: 'text',
		value: (row) => methodWords(row.billingMethodIds, methods),
		optional: true
	},
	{ id: 'city', title: m.delinquency_city(), width: 150, kind: 'text', value: (row) => row.city, optional: true }
];
