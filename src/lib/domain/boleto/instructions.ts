import { checkLateTerms, type LateTerms } from '../billing/late-fee.ts';
import { ratioOf } from '../billing/ratio.ts';
import { nationalCalendar, type BankCalendar } from '../day/bank-calendar.ts';
import { addDays, formatDay, type Day } from '../day/day.ts';
import { formatMoney, type Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';

/** So much less when it is paid on this day or before. */
export interface Discount {
	readonly untilOn: Day;
	readonly cents: Cents;
}

/** What the slip tells the teller and the payer to do. */
export interface SlipRules extends LateTerms {
	readonly discounts?: readonly Discount[] | undefined;
	/** Days after the due day on which it is still accepted; no end when absent. */
	readonly acceptedDays?: number | undefined;
	/** Lines of the provider's own, after the others. */
	readonly notes?: readonly string[] | undefined;
}

/** What the instructions are about: amount 0 means that the payer says how much. */
export interface SlipCharge {
	readonly dueOn: Day | null;
	readonly amountCents: Cents;
}

/** Everything that is wrong with the rules of a slip: fees beyond the law, discounts that outlast the due day or eat the amount. */
export function checkSlipRules({ dueOn, amountCents }: SlipCharge, rules: SlipRules): readonly Refusal[] {
	const refusals = [...checkLateTerms(rules)];
	for (const { untilOn, cents } of rules.discounts ?? []) {
		if (!Number.isSafeInteger(cents) || cents < 1 || cents >= amountCents) refusals.push(refusal('amount_invalid', 'discounts'));
		if (dueOn === null || untilOn > dueOn) refusals.push(refusal('day_invalid', 'discounts'));
	}
	const days = rules.acceptedDays ?? 0;
	if (!Number.isInteger(days) || days < 0) refusals.push(refusal('value_invalid', 'acceptedDays'));
	return refusals;
}

/** 150 → `1,5%`. */
const percent = (basisPoints: number): string => `${String(basisPoints / 100).replace('.', ',')}%`;

/**
 * The lines under "Instruções" of a slip, in Portuguese in any language of the screens: a slip is a Brazilian document. Interest is
 * told as a rate and not as cents a day, because 30 rounded days are not a month. A due day that is no banking day is followed by
 * the last day without fee (Lei 7.089/1983).
 */
export function slipInstructions(
	{ dueOn, amountCents }: SlipCharge,
	rules: SlipRules,
	calendar: BankCalendar = nationalCalendar
): readonly string[] {
	const lines: string[] = [];
	for (const { untilOn, cents } of [...(rules.discounts ?? [])].sort((a, b) => (a.untilOn < b.untilOn ? -1 : 1)))
		lines.push(`Desconto de ${formatMoney(cents)} para pagamento até ${formatDay(untilOn)}.`);
	const lastDay = dueOn === null ? null : calendar.next(dueOn);
	if (lastDay !== null && lastDay !== dueOn) lines.push(`Vencimento em dia não útil: pague sem acréscimo até ${formatDay(lastDay)}.`);
	if (dueOn !== null && rules.fineBasisPoints > 0) {
		const fine = ratioOf(amountCents, rules.fineBasisPoints, 10_000);
		lines.push(`Após o vencimento, multa de ${percent(rules.fineBasisPoints)}${fine > 0 ? ` (${formatMoney(fine)})` : ''}.`);
	}
	if (dueOn !== null && rules.monthlyInterestBasisPoints > 0)
		lines.push(`Após o vencimento, juros de mora de ${percent(rules.monthlyInterestBasisPoints)} ao mês, por dia de atraso.`);
	if (dueOn !== null && rules.acceptedDays !== undefined)
		lines.push(
			rules.acceptedDays === 0 ? 'Não receber após o vencimento.' : `Não receber após ${formatDay(addDays(dueOn, rules.acceptedDays))}.`
		);
	return [...lines, ...(rules.notes ?? []).map((note) => note.trim()).filter((note) => note !== '')];
}
