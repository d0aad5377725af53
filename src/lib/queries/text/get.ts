import { eq, getTableName, sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineQuery } from '#lib/sync/model.ts';
import { textKindNames, textKinds, type TextKind } from '#lib/texts/kinds.ts';
import type { TextRow } from '#lib/sync/text/state.ts';

/** A shared text as its row has it; null when there is no such row, or none that this person may see. */
export const textGet = defineQuery({
	name: 'text.get',
	args: z.object({ kind: z.enum(textKindNames), id: z.uuid() }),
	async run(tx, args): Promise<TextRow | null> {
		const kind: TextKind = textKinds[args.kind];
		const [row] = await tx
			.select({ text: sql<string | null>`${kind.text}`, state: sql<string | null>`${kind.state}` })
			.from(kind.table)
			.where(eq(kind.table.id, args.id));
		return row ?? null;
	},
	dependsOn: (args) => [{ table: getTableName(textKinds[args.kind].table), ids: [args.id] }]
});
