import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { maxUpdateBytes, textChannel } from '#lib/sync/text/channel.ts';
import { textKindNames, textKinds, type TextKind } from '#lib/texts/kinds.ts';
import { fromBase64, merge } from '#lib/sync/text/state.ts';

/**
 * What was typed into a shared text while the centre was away, as one Yjs update: it merges with what others typed.
 * Online, typing goes over y-websocket instead; when both bring the same update, the second changes nothing.
 * Refusals: permission_denied, not_found, value_invalid (no update of such a text), field_too_long.
 */
export const textWrite = defineMutator({
	name: 'text.write',
	version: 1,
	args: z.object({
		kind: z.enum(textKindNames),
		id: z.uuid(),
		/** Base64. */
		update: z.base64().max(Math.ceil((maxUpdateBytes * 4) / 3))
	}),
	async run(tx, args, ctx) {
		const kind: TextKind = textKinds[args.kind];
		const denied = checkPermission(ctx.actor.role, kind.verb);
		if (denied) return denied;
		const [row] = await tx
			.select({ text: sql<string | null>`${kind.text}`, state: sql<string | null>`${kind.state}` })
			.from(kind.table)
			.where(eq(kind.table.id, args.id))
			.for('update');
		if (!row) return refuse('not_found');
		const next = merge(row, fromBase64(args.update));
		if (!next) return refuse('value_invalid', { field: kind.text.name });
		if ((next.text?.length ?? 0) > kind.limit) return refuse('field_too_long', { field: kind.text.name, detail: { limit: kind.limit } });
		if (next.state === row.state) return ok();
		await tx.execute(
			sql`update ${kind.table} set ${sql.identifier(kind.text.name)} = ${next.text}, ${sql.identifier(kind.state.name)} = ${next.state}, updated_at = ${ctx.now}, updated_by = ${ctx.actor.userId} where id = ${args.id}`
		);
		// Whoever has it open at the centre sees it there; an update that is too long for a notification is read from the row.
		if (ctx.place === 'centre') {
			const told = JSON.stringify({ name: `${args.kind}:${args.id}`, update: args.update });
			await tx.execute(
				sql`select pg_notify(${textChannel}, ${told.length < 7_900 ? told : JSON.stringify({ name: `${args.kind}:${args.id}` })})`
			);
		}
		return ok();
	}
});
