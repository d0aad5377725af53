import type { Complaint, GoodLine } from '#lib/domain/import/line.ts';
import type { Connection } from '#sync-server/database.ts';

/** A good line that the base has nothing against, with the customer that a contact belongs to. */
export type Placed = GoodLine & { readonly owner: { readonly id: string; readonly branchId: string } | null };

/**
 * What only the base knows: who is registered already, and whose contact a line is. Under the rights of the person, as the
 * connection has them: customers of branches that are not theirs are not told.
 */
export async function againstBase(
	connection: Connection,
	lines: readonly GoodLine[]
): Promise<{ readonly placed: readonly Placed[]; readonly bad: readonly Complaint[] }> {
	const taxIds = lines.flatMap(({ registration, customerKey }) => registration?.taxId ?? customerKey ?? []);
	const codes = lines.flatMap(({ customerKey }) => (customerKey !== null && /^\d{1,9}$/.test(customerKey) ? [Number(customerKey)] : []));
	const { rows } = await connection.query<{ id: string; branch_id: string; code: number; tax_id: string }>(
		`select id, branch_id, code, tax_id from customer where anonymised_at is null and merged_into_id is null and (tax_id = any($1) or code = any($2::int[]))`,
		[taxIds, codes]
	);
	const byTaxId = new Map(rows.map((row) => [row.tax_id, row]));
	const byCode = new Map(rows.map((row) => [String(row.code), row]));
	const placed: Placed[] = [];
	const bad: Complaint[] = [];
	for (const line of lines) {
		if (line.registration) {
			const known = byTaxId.get(line.registration.taxId ?? '');
			if (known) bad.push({ line: line.line, field: 'taxId', value: known.tax_id, code: 'tax_id_known', detail: { code: known.code } });
			else placed.push({ ...line, owner: null });
			continue;
		}
		const key = line.customerKey ?? '';
		const owner = byCode.get(key) ?? byTaxId.get(key);
		if (owner) placed.push({ ...line, owner: { id: owner.id, branchId: owner.branch_id } });
		else bad.push({ line: line.line, field: 'customerKey', value: key, code: 'customer_unknown' });
	}
	return { placed, bad };
}
