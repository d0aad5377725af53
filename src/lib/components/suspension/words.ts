import { formatDay } from '#lib/domain/day/day.ts';
import { decisive, type SuspensionDate, type SuspensionObstacle, type SuspensionReason } from '#lib/domain/delinquency/suspension.ts';
import type { SuspensionFailure } from '#lib/domain/suspension/failure.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { SuspensionRow } from '#lib/queries/suspension/rows.ts';
import type { Tone } from '#lib/ui/StatusTag.svelte';

const day = (value: string): string => formatDay(value, getLocale());

const reasonWords: Readonly<Record<SuspensionReason['code'], (reason: SuspensionReason) => string>> = {
	overdue: ({ basis }) => m.suspension_reason_overdue({ basis: day(basis) }),
	warned: () => m.suspension_reason_warned(),
	fixed_day: () => m.suspension_reason_fixed_day(),
	legal_notice: ({ basis, law }) => m.suspension_reason_legal_notice({ basis: day(basis), law: law ?? '' }),
	promise: ({ basis }) => m.suspension_reason_promise({ basis: day(basis) }),
	provisional_unblock: ({ basis }) => m.suspension_reason_provisional_unblock({ basis: day(basis) }),
	business_day: () => m.suspension_reason_business_day()
};
const obstacleWords: Readonly<Record<SuspensionObstacle, () => string>> = {
	below_minimum: m.suspension_obstacle_below_minimum,
	no_notice: m.suspension_obstacle_no_notice
};

/** From which day on a plan may be suspended. */
export function lawfulWords(date: SuspensionDate, today: string): string {
	if (date.on === null) return m.suspension_lawful_never();
	return date.on <= today ? m.suspension_lawful_now({ day: day(date.on) }) : day(date.on);
}

/** What holds the day where it is, or what stands in the way. */
export function whyWords(date: SuspensionDate): string {
	const words =
		date.obstacles.length > 0 ? date.obstacles.map((one) => obstacleWords[one]()) : decisive(date).map((one) => reasonWords[one.code](one));
	return words.join('; ');
}

type Shown = Pick<SuspensionRow, 'direction' | 'status'>;
const suspending: Readonly<Record<SuspensionRow['status'], () => string>> = {
	queued: m.suspension_status_queued,
	in_force: m.suspension_status_in_force,
	session_ended: m.suspension_status_session_ended,
	verified: m.suspension_status_verified,
	failed: m.suspension_status_failed,
	withdrawn: m.suspension_status_withdrawn
};
const restoring: Readonly<Record<SuspensionRow['status'], () => string>> = {
	queued: m.suspension_restore_queued,
	in_force: m.suspension_restore_in_force,
	session_ended: m.suspension_restore_in_force,
	verified: m.suspension_restore_verified,
	failed: m.suspension_restore_failed,
	withdrawn: m.suspension_status_withdrawn
};

/** How far a suspension is, in a few words. */
export const statusWords = ({ direction, status }: Shown): string => (direction === 'suspend' ? suspending : restoring)[status]();

export function statusTone({ direction, status }: Shown): Tone {
	if (status === 'failed') return 'danger';
	if (status === 'verified') return direction === 'suspend' ? 'warning' : 'success';
	return status === 'withdrawn' ? 'neutral' : 'pending';
}

const failureWords: Readonly<Record<SuspensionFailure, (detail: { server: string; cause: string }) => string>> = {
	plan_cancelled: () => m.suspension_failure_plan_cancelled(),
	ticket_refused: () => m.suspension_failure_ticket_refused(),
	server_unknown: (detail) => m.suspension_failure_server_unknown(detail),
	server_silent: (detail) => m.suspension_failure_server_silent(detail),
	server_not_genuine: (detail) => m.suspension_failure_server_not_genuine(detail),
	server_unreachable: (detail) => m.suspension_failure_server_unreachable(detail),
	server_refused: (detail) => m.suspension_failure_server_refused(detail),
	session_alive: (detail) => m.suspension_failure_session_alive(detail)
};

/** Why it failed, and what that means; empty when it has not. */
export function failedWords({ failure, failureDetail }: Pick<SuspensionRow, 'failure' | 'failureDetail'>): string {
	if (failure === null || !Object.hasOwn(failureWords, failure)) return failure ?? '';
	return failureWords[failure as SuspensionFailure]({
		server: String(failureDetail?.['server'] ?? '?'),
		cause: String(failureDetail?.['cause'] ?? '?')
	});
}

/** Whether it can still be given back: it is open and not on its way back. */
export const isHeld = ({ endedAt, direction }: Pick<SuspensionRow, 'endedAt' | 'direction'>): boolean =>
	endedAt === null && direction === 'suspend';

export const kindWords = ({ kind }: Pick<SuspensionRow, 'kind'>): string =>
	kind === 'debt' ? m.suspension_kind_debt() : m.suspension_kind_temporary();

/** Its days; a debt has no last one. */
export const periodWords = ({ fromOn, toOn }: Pick<SuspensionRow, 'fromOn' | 'toOn'>): string =>
	toOn === null ? m.suspension_period_since({ day: day(fromOn) }) : m.suspension_period_days({ from: day(fromOn), to: day(toOn) });

/** What justified it: the conditions that made its day, or what was written by who did not wait for it. */
export function justifiedWords({ reason, reasons, lawfulOn }: Pick<SuspensionRow, 'reason' | 'reasons' | 'lawfulOn'>): string {
	if (reason !== null) return m.suspension_justified_early({ reason });
	return whyWords({ on: lawfulOn, reasons, obstacles: [] });
}

const causeWords: Readonly<Record<NonNullable<SuspensionRow['restoreCause']>, () => string>> = {
	paid: m.suspension_cause_paid,
	asked: m.suspension_cause_asked,
	undone: m.suspension_cause_undone,
	over: m.suspension_cause_over,
	cancelled: m.suspension_cause_cancelled
};
/** When, why and by whom it ended; empty while it has not. `at` writes an instant. */
export function endWords(
	{ endedAt, restoreCause, restoredByName }: Pick<SuspensionRow, 'endedAt' | 'restoreCause' | 'restoredByName'>,
	at: (instant: string) => string
): string {
	if (endedAt === null) return '';
	const cause = restoreCause === null ? '' : causeWords[restoreCause]();
	return [at(endedAt), [cause, restoredByName].filter(Boolean).join(', ')].filter(Boolean).join(': ');
}
