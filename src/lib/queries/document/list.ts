import { desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { document } from '#lib/schema/document.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

const author = alias(appUser, 'author');
const remover = alias(appUser, 'remover');

/** Gerenciador de Documentos of a customer (item 175), newest first, deleted ones among them with who and when. */
export const documentList = defineQuery({
	name: 'document.list',
	args: z.object({ customerId: z.uuid() }),
	run: async (tx, { customerId }) =>
		await tx
			.select({
				id: document.id,
				description: document.description,
				remark: document.remark,
				fileName: document.fileName,
				mediaType: document.mediaType,
				bytes: document.bytes,
				createdAt: document.createdAt,
				authorName: author.name,
				deletedAt: document.deletedAt,
				removerName: remover.name
			})
			.from(document)
			.leftJoin(author, eq(author.id, document.createdBy))
			.leftJoin(remover, eq(remover.id, document.deletedBy))
			.where(eq(document.customerId, customerId))
			.orderBy(desc(document.createdAt), desc(document.id)),
	dependsOn: ({ customerId }) => [{ table: 'document', where: { column: 'customer_id', equals: customerId } }, { table: 'app_user' }]
});
export type DocumentRow = Awaited<ReturnType<typeof documentList.run>>[number];
