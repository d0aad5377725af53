import type { Likeness } from '#lib/domain/customer/merge.ts';
import * as m from '#lib/paraglide/messages.js';

const likenesses: Readonly<Record<Likeness, () => string>> = {
	taxId: m.merge_same_taxId,
	email: m.merge_same_email,
	mobile: m.merge_same_mobile,
	phone: m.merge_same_phone,
	name: m.merge_same_name
};
/** "mesmo CPF/CNPJ": why two records may be one customer. */
export const likenessName = (likeness: Likeness): string => likenesses[likeness]();

const counted: Readonly<Record<string, (count: { count: number }) => string>> = {
	contact: m.merge_counts_contact,
	subscription: m.merge_counts_subscription,
	invoice: m.merge_counts_invoice,
	ticket: m.merge_counts_ticket,
	work_order: m.merge_counts_work_order,
	observation: m.merge_counts_observation,
	document: m.merge_counts_document,
	address: m.merge_counts_address,
	extra_field_value: m.merge_counts_extra_field_value,
	payment_method: m.merge_counts_payment_method,
	equipment: m.merge_counts_equipment
};

/** "3 contatos", "1 plano": the rows that go over, by table (SQL name), in the order of what people ask about first. */
export const countWords = (rows: Readonly<Record<string, number>>): readonly string[] =>
	Object.entries(counted).flatMap(([table, words]) => (rows[table] ? [words({ count: rows[table] })] : []));

/** "1234 Maria da Silva": a record as people call it. */
export const recordName = (one: { code: number | null; name: string | null }): string =>
	one.code === null ? m.merge_elsewhere() : `${String(one.code)} ${one.name ?? ''}`;
