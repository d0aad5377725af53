import { desc, eq, getTableColumns } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { branch } from '#lib/schema/branch.ts';
import { invoiceRun } from '#lib/schema/receivable.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery, type Tx } from '#lib/sync/model.ts';

const author = alias(appUser, 'author');
const { updatedAt: _changed, updatedBy: _by, afterCustomerId: _after, ...columns } = getTableColumns(invoiceRun);

const runs = (tx: Tx) =>
	tx
		.select({ ...columns, branchName: branch.name, userName: author.name })
		.from(invoiceRun)
		.leftJoin(branch, eq(branch.id, invoiceRun.branchId))
		.leftJoin(author, eq(author.id, invoiceRun.createdBy));

/** A run of invoices and how far it is. Money in cents. */
export type InvoiceRunRow = Awaited<ReturnType<typeof runs>>[number];

/** Runs of invoices (Faturamento), newest first. */
export const invoiceRunList = defineQuery({
	name: 'invoiceRun.list',
	args: z.object({ limit: z.int().min(1).max(500).default(200) }),
	run: (tx, { limit }): Promise<InvoiceRunRow[]> => runs(tx).orderBy(desc(invoiceRun.createdAt), desc(invoiceRun.id)).limit(limit),
	dependsOn: () => [{ table: 'invoice_run' }]
});

/** One run, or null when there is none that the person may see. */
export const invoiceRunGet = defineQuery({
	name: 'invoiceRun.get',
	args: z.object({ id: z.uuid() }),
	run: async (tx, { id }): Promise<InvoiceRunRow | null> => (await runs(tx).where(eq(invoiceRun.id, id)))[0] ?? null,
	dependsOn: ({ id }) => [{ table: 'invoice_run', ids: [id] }]
});
