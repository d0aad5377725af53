import { eq } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { checkPermission, type Verb } from '#lib/domain/permissions.ts';
import type { Refusal } from '#lib/domain/refusal.ts';
import { oneLine } from '#lib/domain/text.ts';
import { defineMutator, ok, refuse, type Tx } from '#lib/sync/model.ts';

type ListTable = PgTable & { readonly id: PgColumn; readonly name: PgColumn; readonly active: PgColumn };

/** What is particular to one list of the Painel de Configuração. */
interface ListSave<X extends z.ZodRawShape> {
	/** e.g. `contactType.save`. */
	readonly name: string;
	readonly table: ListTable;
	readonly verb: Verb;
	/** Further columns, by their names in code. */
	readonly extras?: X;
	/** Brings the further columns into stored form. */
	normalise?(extras: z.infer<z.ZodObject<X>>): z.infer<z.ZodObject<X>>;
	/** What is wrong with them; `stored` is the row as it was, null for a new one. */
	check?(
		extras: z.infer<z.ZodObject<X>>,
		stored: Readonly<Record<string, unknown>> | null,
		tx: Tx
	): Refusal | null | Promise<Refusal | null>;
}

/**
 * The verb of a settings list: makes a row (id null) or changes one. What is in use is never deleted, it is made inactive,
 * so that old rows keep their word. Refusals: permission_denied, not_found, field_required, the list's own.
 */
export function defineListSave<X extends z.ZodRawShape = Record<never, never>>(list: ListSave<X>) {
	return defineMutator({
		name: list.name,
		version: 1,
		args: z.object({ id: z.uuid().nullable(), name: z.string().max(80), active: z.boolean(), ...(list.extras ?? ({} as X)) }),
		async run(tx, args, ctx) {
			const denied = checkPermission(ctx.actor.role, list.verb);
			if (denied) return denied;
			const { id: given, name: typed, active, ...rest } = args as { id: string | null; name: string; active: boolean };
			const [stored = null] = given === null ? [] : await tx.select().from(list.table).where(eq(list.table.id, given));
			if (given !== null && stored === null) return refuse('not_found');
			const name = oneLine(typed);
			if (name === null) return refuse('field_required', { field: 'name' });
			const extras = list.normalise?.(rest as never) ?? rest;
			const wrong = await list.check?.(extras as never, stored, tx);
			if (wrong) return wrong;
			const change = { name, active, ...extras, updatedAt: ctx.now, updatedBy: ctx.actor.userId };
			if (given !== null) {
				await tx
					.update(list.table)
					.set(change as never)
					.where(eq(list.table.id, given));
				return ok({ id: given });
			}
			const id = ctx.newId();
			await tx.insert(list.table).values({ id, ...change, createdAt: ctx.now, createdBy: ctx.actor.userId } as never);
			return ok({ id });
		}
	});
}
