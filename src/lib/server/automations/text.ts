import { z } from 'zod';
import { textGet } from '#lib/queries/text/get.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { refuse } from '#lib/sync/model.ts';
import { plainly, type TextRow } from '#lib/sync/text/state.ts';
import { textKindNames } from '#lib/texts/kinds.ts';
import { automation, refusing, router } from './trpc.ts';

/** Texts that people write together, as plain text. */
export const text = router({
	get: automation({
		summary: 'A shared text (remarks of a customer, notes of a ticket, a message template) as plain text',
		data: z.object({ text: z.string().nullable() })
	})
		.input(textGet.args)
		.query(async ({ ctx, input }) => {
			const row = (await ctx.ask(input)) as TextRow | null;
			if (row === null) throw refusing(refuse('not_found', { field: 'id' }));
			return { text: row.text };
		}),
	write: automation({
		summary: 'Replaces a shared text',
		more: 'Only what differs is changed: whoever is typing elsewhere in it at this moment keeps what they type.',
		data: z.object({ ok: z.literal(true) })
	})
		.input(z.strictObject({ kind: z.enum(textKindNames), id: z.uuid(), text: z.string().max(40_000).nullable() }))
		.mutation(async ({ ctx, input }) => {
			const row = (await ctx.ask({ kind: input.kind, id: input.id }, 'text.get')) as TextRow | null;
			if (row === null) throw refusing(refuse('not_found', { field: 'id' }));
			const update = plainly(row, input.text, newUuid()).state;
			// The same request is known by what was asked: the update differs each time.
			await ctx.run({ kind: input.kind, id: input.id, update }, input);
			return { ok: true as const };
		})
});
