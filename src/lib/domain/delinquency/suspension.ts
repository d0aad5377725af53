import { nextDueDate } from '../billing/competence.ts';
import { promiseHoldsUntil } from '../billing/promise.ts';
import { nationalCalendar, type BankCalendar } from '../day/bank-calendar.ts';
import { addDays, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { refusal, type Refusal } from '../refusal.ts';
import type { LegalLadder } from './ladder.ts';

/** Rule of suspension of a billing method (items 271–275). What is null or 0 asks for nothing. */
export interface SuspensionRule {
	/** Valor mínimo (271): the overdue debt at which a suspension is worth it. */
	readonly minimumCents: Cents;
	/** Dias de atraso (272): of the oldest debt. */
	readonly daysOverdue: number;
	/** Dias antes de ser suspenso (273): days of warning after the first two are met. */
	readonly daysBefore: number;
	/** Data fixa (274): day of the month, 1–31, on which this method suspends; null: any day. */
	readonly fixedDay: number | null;
	/** Only when there is somebody to answer and the bank can confirm a payment: moves to the next business day. */
	readonly onBusinessDay: boolean;
}

export interface SuspensionFacts {
	/** What is open, due or not, as printed; what is paid in the meantime is no longer here. */
	readonly open: readonly { readonly dueOn: Day; readonly cents: Cents }[];
	/**
	 * Day on which a notice of the debt provably reached the customer; null: none did. One that came while the debt could still be paid
	 * without fee is none: letters speak of what is overdue, so it was of another debt.
	 */
	readonly noticeProvenOn: Day | null;
	/** Open promises to pay. */
	readonly promises: readonly { readonly promisedOn: Day }[];
	/** Last day of a provisional unblock (item 357); null: none. */
	readonly unblockedUntil: Day | null;
}

export type SuspensionCode =
	/** The debt reaches the minimum value and the days overdue. */
	| 'overdue'
	/** And the days of warning have passed. */
	| 'warned'
	| 'fixed_day'
	/** Proven notice and the days of the law. */
	| 'legal_notice'
	| 'promise'
	| 'provisional_unblock'
	| 'business_day';

/** One condition, and the first day on which it holds. Stored with the suspension as what justifies it. */
export interface SuspensionReason {
	readonly code: SuspensionCode;
	readonly from: Day;
	/** What it was counted from: the due day, the notice, the promise. */
	readonly basis: Day;
	/** The law, for `legal_notice`. */
	readonly law?: string;
}

export type SuspensionObstacle =
	/** Nothing is owed, or less than the minimum value. */
	| 'below_minimum'
	/** No notice has provably reached the customer since the debt is overdue. */
	| 'no_notice';

export interface SuspensionDate {
	/** First day on which the service may be suspended if nothing is paid; null while an obstacle stands. */
	readonly on: Day | null;
	/** The conditions in the order in which they were added; the date is the latest of them. */
	readonly reasons: readonly SuspensionReason[];
	readonly obstacles: readonly SuspensionObstacle[];
}

/**
 * Earliest date of a suspension for debt (decision 9.4): the latest of the billing method's rule, the law, a promise to pay and a
 * provisional unblock. Days late are counted from the last day to pay without fee; a notice that came by then was of no overdue
 * debt and proves nothing.
 */
export function suspensionDate(
	facts: SuspensionFacts,
	rule: SuspensionRule,
	ladder: LegalLadder,
	calendar: BankCalendar = nationalCalendar
): SuspensionDate {
	const reasons: SuspensionReason[] = [];
	const obstacles: SuspensionObstacle[] = [];
	let latest: Day = '';
	const add = (reason: SuspensionReason) => {
		reasons.push(reason);
		if (reason.from > latest) latest = reason.from;
	};

	const due = facts.open.filter(({ cents }) => cents > 0).sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
	const oldest = due[0];
	let sum = 0;
	const reaching = due.find(({ cents }) => (sum += cents) >= rule.minimumCents);
	if (!oldest || !reaching) obstacles.push('below_minimum');
	else {
		const lastDayToPay = calendar.next(oldest.dueOn);
		// Overdue is the day after; the minimum is reached the day after the last day to pay of the debt that reaches it.
		const late = addDays(lastDayToPay, Math.max(1, rule.daysOverdue));
		const enough = addDays(calendar.next(reaching.dueOn), 1);
		add(enough > late ? { code: 'overdue', from: enough, basis: reaching.dueOn } : { code: 'overdue', from: late, basis: oldest.dueOn });
		if (rule.daysBefore > 0) add({ code: 'warned', from: addDays(latest, rule.daysBefore), basis: latest });
		const notice = facts.noticeProvenOn;
		if (notice === null || notice <= lastDayToPay) obstacles.push('no_notice');
		else add({ code: 'legal_notice', from: addDays(notice, ladder.suspensionAfterDays), basis: notice, law: ladder.law });
	}
	for (const { promisedOn } of facts.promises)
		add({ code: 'promise', from: addDays(promiseHoldsUntil({ promisedOn }, calendar), 1), basis: promisedOn });
	if (facts.unblockedUntil !== null)
		add({ code: 'provisional_unblock', from: addDays(facts.unblockedUntil, 1), basis: facts.unblockedUntil });
	// A fixed day and a business day are looked for after everything else: they never bring a suspension forward.
	if (latest !== '' && rule.fixedDay !== null) add({ code: 'fixed_day', from: nextDueDate(rule.fixedDay, latest), basis: latest });
	if (latest !== '' && rule.onBusinessDay && calendar.next(latest) !== latest)
		add({ code: 'business_day', from: calendar.next(latest), basis: latest });
	return { on: obstacles.length > 0 || latest === '' ? null : latest, reasons, obstacles };
}

/** The reasons that hold the date where it is: those that fall on it. */
export function decisive(date: SuspensionDate): readonly SuspensionReason[] {
	return date.reasons.filter(({ from }) => from === date.on);
}

/**
 * May a person suspend by hand on `day`? From the earliest date on, yes. Before it, or while there is none, only with a reason
 * written and a role that may (`mayOverride`); the reason is stored with the suspension.
 */
export function checkSuspension(
	date: SuspensionDate,
	day: Day,
	override: { readonly reason: string | null; readonly mayOverride: boolean }
): Refusal | null {
	if (date.on !== null && day >= date.on) return null;
	if (!override.mayOverride) return refusal('suspension_too_early', 'day', { day: date.on ?? '?' });
	return override.reason === null || override.reason.trim() === '' ? refusal('field_required', 'reason') : null;
}
