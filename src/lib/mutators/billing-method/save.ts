import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkBillingMethodRules } from '#lib/domain/billing/billing-method.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { manyLines } from '#lib/domain/text.ts';
import { billingMethod, billingMethodKinds, collectionAccount } from '#lib/schema/list.ts';
import { defineListSave } from '../list/define-list-save.ts';

/**
 * Forma de Cobrança (M1 5.6.1; M2 3.1, items 271–275): makes (id null) or changes one. Its kind is chosen once: payment data of one
 * kind would make no sense under another. A change of the rules counts from now on; what was suspended or billed keeps its own.
 * Refusals: the list's; value_invalid (kind, account), fine_too_high, interest_too_high, amount_invalid, number_range.
 */
export const billingMethodSave = defineListSave({
	name: 'billingMethod.save',
	table: billingMethod,
	verb: 'list.manage',
	extras: {
		kind: z.enum(billingMethodKinds),
		// Left out by offices of before there was billing: what is stored stays.
		collectionAccountId: z.uuid().nullable().optional(),
		fineBasisPoints: z.number().optional(),
		monthlyInterestBasisPoints: z.number().optional(),
		instructions: z.string().max(400).nullable().optional(),
		suspendMinimumCents: z.number().optional(),
		suspendDaysOverdue: z.number().optional(),
		suspendDaysBefore: z.number().optional(),
		suspendFixedDay: z.number().nullable().optional(),
		suspendOnBusinessDay: z.boolean().optional(),
		suspendsByItself: z.boolean().optional()
	},
	normalise: (typed) => ({
		...typed,
		...(typed.instructions === undefined ? {} : { instructions: manyLines(typed.instructions) }),
		// Only a boleto is issued over an account of ours.
		...(typed.kind === 'boleto' ? {} : { collectionAccountId: null })
	}),
	async check(method, stored, tx) {
		if (stored !== null && stored['kind'] !== method.kind) return refusal('value_invalid', 'kind');
		if (method.collectionAccountId && method.collectionAccountId !== stored?.['collectionAccountId']) {
			const [account] = await tx
				.select({ active: collectionAccount.active })
				.from(collectionAccount)
				.where(eq(collectionAccount.id, method.collectionAccountId));
			if (account?.active !== true) return refusal('value_invalid', 'collectionAccountId');
		}
		return checkBillingMethodRules(method)[0] ?? null;
	}
});
