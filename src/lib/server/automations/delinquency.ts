import { z } from 'zod';
import { delinquencyDebts, type DebtList } from '#lib/queries/delinquency/debts.ts';
import { delinquencyArgs } from '#lib/queries/delinquency/filter.ts';
import { delinquencyGroups } from '#lib/queries/delinquency/groups.ts';
import { delinquencyList, type DelinquencyList } from '#lib/queries/delinquency/list.ts';
import { asks } from './define.ts';
import { automation, router } from './trpc.ts';

/** There are thousands of them, so they come in parts; days, totals and cities are of all. */
const input = delinquencyArgs.omit({ asked: true }).extend({
	limit: z.int().min(1).max(5000).default(1000),
	offset: z.int().min(0).default(0)
});
const more =
	'Left out, a filter narrows nothing. `mode`: `exclude` (normally) counts each overdue instalment of an agreement, `include` the whole agreement of which one is overdue. Money in cents.';

/** Controle de Inadimplentes. */
export const delinquency = router({
	list: automation({
		summary: 'Customers with overdue debts under the filters, the longest overdue first, with totals',
		more: `${more} \`limit\` and \`offset\` cut the list of customers; \`totals\` and \`cities\` are of all of them.`
	})
		.input(input)
		.query(async ({ ctx, input: { limit, offset, ...filter } }): Promise<DelinquencyList> => {
			const all = (await ctx.ask(filter, delinquencyList.name)) as DelinquencyList;
			return { ...all, customers: all.customers.slice(offset, offset + limit) };
		}),
	debts: automation({
		summary: 'The overdue accounts themselves under the filters, the oldest first',
		more: `${more} \`count\` and \`cents\` are of all of them, \`limit\` and \`offset\` cut the list.`
	})
		.input(input)
		.query(async ({ ctx, input: { limit, offset, ...filter } }) => {
			const { today, debts } = (await ctx.ask(filter, delinquencyDebts.name)) as DebtList;
			const cents = debts.reduce((sum, debt) => sum + debt.cents, 0);
			return { today, count: debts.length, cents, debts: debts.slice(offset, offset + limit) };
		}),
	groups: asks(delinquencyGroups, { summary: 'Groups of plans that something is owed for' })
});
