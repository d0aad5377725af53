import { nextDueDate } from '#lib/domain/billing/competence.ts';
import { nationalCalendar } from '#lib/domain/day/bank-calendar.ts';
import { addDays, formatDay, type Day } from '#lib/domain/day/day.ts';
import { ladderOn } from '#lib/domain/delinquency/ladder.ts';
import { suspensionDate, type SuspensionRule } from '#lib/domain/delinquency/suspension.ts';
import { formatMoney } from '#lib/domain/money.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** A rule, and whether it acts or only proposes. */
export interface SuspensionWords extends SuspensionRule {
	readonly byItself: boolean;
}

const money = (cents: number): string => formatMoney(cents, getLocale());
const day = (value: Day): string => formatDay(value, getLocale());
/** Overdue is the day after the last day to pay: a rule of 0 days begins on the first. */
const warnedOn = (rule: SuspensionRule): number => Math.max(1, rule.daysOverdue);

/** What a rule of suspension (271–274) will do, sentence by sentence, with what the law in force on `today` adds to it. */
export function suspensionSentences(rule: SuspensionWords, today: Day): readonly string[] {
	const late = warnedOn(rule) + rule.daysBefore;
	const minimum = money(rule.minimumCents);
	const ladder = ladderOn(today);
	const any = rule.minimumCents === 0;
	const what = rule.byItself
		? any
			? m.bset_rule_suspends_any({ day: late })
			: m.bset_rule_suspends_minimum({ day: late, minimum })
		: any
			? m.bset_rule_proposes_any({ day: late })
			: m.bset_rule_proposes_minimum({ day: late, minimum });
	return [
		what,
		rule.daysBefore === 0 ? m.bset_rule_no_warning() : m.bset_rule_warning({ day: warnedOn(rule), count: rule.daysBefore }),
		...(rule.fixedDay === null
			? []
			: [rule.fixedDay > 28 ? m.bset_rule_fixed_day_last({ day: rule.fixedDay }) : m.bset_rule_fixed_day({ day: rule.fixedDay })]),
		...(rule.onBusinessDay ? [m.bset_rule_business_day()] : []),
		m.bset_rule_law({ days: ladder.suspensionAfterDays, law: ladder.law })
	];
}

/**
 * The same rule worked out by the domain for one invoice: due on the next 10th after `today`, as high as the minimum value asks, with
 * its notice proven on the day on which the rule has it sent.
 */
export function suspensionExample(rule: SuspensionWords, today: Day): string {
	const dueOn = nextDueDate(10, addDays(today, 1));
	const cents = Math.max(rule.minimumCents, 10_000);
	const noticeProvenOn = addDays(nationalCalendar.next(dueOn), warnedOn(rule));
	const facts = { open: [{ dueOn, cents }], noticeProvenOn, promises: [], unblockedUntil: null };
	const { on } = suspensionDate(facts, rule, ladderOn(today));
	// With a debt of at least the minimum and a proven notice nothing stands in the way.
	if (on === null) throw new Error('the example of a suspension rule has no date');
	const words = { amount: money(cents), due: day(dueOn), notice: day(noticeProvenOn), day: day(on) };
	return rule.byItself ? m.bset_rule_example(words) : m.bset_rule_example_proposed(words);
}

/** The rule in a cell of the list: `25º dia · mín. R$ 20,00 · dia 20`. */
export function suspensionShort(rule: SuspensionWords): string {
	return [
		m.bset_rule_short_day({ day: warnedOn(rule) + rule.daysBefore }),
		...(rule.minimumCents === 0 ? [] : [m.bset_rule_short_minimum({ minimum: money(rule.minimumCents) })]),
		...(rule.fixedDay === null ? [] : [m.bset_rule_short_fixed({ day: rule.fixedDay })]),
		...(rule.byItself ? [m.bset_rule_short_by_itself()] : [])
	].join(' · ');
}
