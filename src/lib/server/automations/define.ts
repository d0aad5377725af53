import { z, type ZodType } from 'zod';
import { idsOf } from '#lib/sync/ids.ts';
import type { Mutator, Query } from '#lib/sync/model.ts';
import { automation, type About } from './trpc.ts';

/** Names of arguments that have a default wherever they occur, and of those that have one where they may be null. */
type Defaulted = 'limit' | 'order' | 'note' | 'discountCents' | 'downPaymentCents' | 'opensTickets' | 'waiveFees';
type DefaultedToNull = 'from' | 'to' | 'reason' | 'reference';
type MayBeLeftOut<A> = {
	[K in keyof A]: K extends Defaulted ? K : K extends DefaultedToNull ? (null extends A[K] ? K : never) : never;
}[keyof A];
/** Arguments as a caller writes them: what has a default may be left out. */
type Given<A> = Omit<A, MayBeLeftOut<A>> & Partial<Pick<A, MayBeLeftOut<A>>>;
export const given = <A>(args: ZodType<A>): ZodType<A, Given<A>> => args as ZodType<A, Given<A>>;

const id = z.object({ id: z.uuid() });
const done = z.object({ ok: z.literal(true) });

/** A query, as it is. One about a customer is noted as a look into the record. */
export const asks = <A, R>(query: Query<A, R>, about: About) =>
	automation(about)
		.input(given(query.args))
		.query(async ({ ctx, input }) => {
			const answer = (await ctx.ask(input)) as R;
			const { customerId } = input as { customerId?: unknown };
			if (typeof customerId === 'string') await ctx.note(customerId);
			return answer;
		});

/** A mutator that makes a row: answers its id. Its id must be the first that the mutator takes. */
export const creates = <A>(mutator: Mutator<A>, about: About) =>
	automation({ data: id, ...about })
		.input(given(mutator.args))
		.mutation(async ({ ctx, input }) => {
			const { mutationId } = await ctx.run(input);
			// Ids are derived from the mutation's, in the order in which the mutator asks.
			return { id: idsOf(mutationId)() };
		});

/** A mutator that changes what is there. */
export const does = <A>(mutator: Mutator<A>, about: About) =>
	automation({ data: done, ...about })
		.input(given(mutator.args))
		.mutation(async ({ ctx, input }) => {
			await ctx.run(input);
			return { ok: true as const };
		});

/** A mutator that makes a row when `id` is null and changes the one of that id otherwise: answers the id. */
export const saves = <A extends { readonly id: string | null }>(mutator: Mutator<A>, about: About) =>
	automation({ data: id, more: '`id` null makes a new one. Nothing is deleted here: set `active` to false.', ...about })
		.input(given(mutator.args))
		.mutation(async ({ ctx, input }) => {
			const { mutationId } = await ctx.run(input);
			return { id: input.id ?? idsOf(mutationId)() };
		});
