import { and, eq, getTableName, inArray } from 'drizzle-orm';
import { mergeRoots, type RowIds } from '#lib/queries/customer/merge-rows.ts';
import type { MutatorContext, Tx } from '#lib/sync/model.ts';

/** A record that rows come from or go to. */
export interface Owner {
	readonly id: string;
	readonly branchId: string;
}

/** Gives these rows to another record, with everything that hangs on them. A row that has left meanwhile stays where it is. */
export async function giveRows(tx: Tx, rows: RowIds, from: string, to: Owner, place: MutatorContext['place']): Promise<void> {
	const there = { customerId: to.id, branchId: to.branchId };
	for (const { table, behind = [] } of mergeRoots) {
		const ids = [...(rows[getTableName(table)] ?? [])];
		if (ids.length === 0) continue;
		await tx
			.update(table)
			.set(there)
			.where(and(inArray(table.id, ids), eq(table.customerId, from)));
		if (place === 'centre') continue;
		for (const hanging of behind)
			await tx
				.update(hanging.table)
				.set(there)
				.where(and(inArray(hanging.by, ids), eq(hanging.table.customerId, from)));
	}
}
