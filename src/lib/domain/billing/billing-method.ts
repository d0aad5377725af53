import { checkSuspensionRule } from '../delinquency/suspension-rule.ts';
import type { SuspensionRule } from '../delinquency/suspension.ts';
import type { Cents } from '../money.ts';
import type { Refusal } from '../refusal.ts';
import { checkLateTerms, type LateTerms } from './late-fee.ts';

/** The rules of a Forma de Cobrança as it is stored and sent. What is absent is left as it is, and nothing is wrong with it. */
export interface BillingMethodRules extends Partial<LateTerms> {
	readonly suspendMinimumCents?: Cents | undefined;
	readonly suspendDaysOverdue?: number | undefined;
	readonly suspendDaysBefore?: number | undefined;
	readonly suspendFixedDay?: number | null | undefined;
	readonly suspendOnBusinessDay?: boolean | undefined;
}

/** The rule of suspension (271–274) of a billing method. */
export const suspensionRuleOf = (method: BillingMethodRules): SuspensionRule => ({
	minimumCents: method.suspendMinimumCents ?? 0,
	daysOverdue: method.suspendDaysOverdue ?? 0,
	daysBefore: method.suspendDaysBefore ?? 0,
	fixedDay: method.suspendFixedDay ?? null,
	onBusinessDay: method.suspendOnBusinessDay ?? true
});

/** What is typed as `suspendDaysOverdue` is the rule's `daysOverdue`: an error goes back to the field it was typed in. */
const typedAs: Readonly<Record<string, string>> = {
	minimumCents: 'suspendMinimumCents',
	daysOverdue: 'suspendDaysOverdue',
	daysBefore: 'suspendDaysBefore',
	fixedDay: 'suspendFixedDay'
};

/** Everything that is wrong with the rules of a billing method, each by the field it was typed in. */
export function checkBillingMethodRules(method: BillingMethodRules): readonly Refusal[] {
	return [
		...checkLateTerms({
			fineBasisPoints: method.fineBasisPoints ?? 0,
			monthlyInterestBasisPoints: method.monthlyInterestBasisPoints ?? 0
		}),
		...checkSuspensionRule(suspensionRuleOf(method)).map((wrong) => ({ ...wrong, field: typedAs[wrong.field ?? ''] ?? wrong.field }))
	];
}
