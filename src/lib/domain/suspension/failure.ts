/** Why a suspension or a restoration did not get through; each has a sentence on the screens. */
export const suspensionFailures = [
	/** The plan was cancelled in the meantime. */
	'plan_cancelled',
	/** The ticket of the suspension was refused; `detail.code` says why. */
	'ticket_refused',
	/** Accounting names a NAS, `detail.server`, that is not among ours, or a paused one. */
	'server_unknown',
	/** The NAS answers nothing: off, behind a firewall, or with another secret. */
	'server_silent',
	/** What answers has another secret. */
	'server_not_genuine',
	/** Nothing listens there, or there is no way to it. */
	'server_unreachable',
	/** The NAS refused, with Error-Cause `detail.cause` (RFC 5176). */
	'server_refused',
	/** The NAS says that it ended the session, and accounting shows it open. */
	'session_alive'
] as const;
export type SuspensionFailure = (typeof suspensionFailures)[number];

/** Error-Cause values of RFC 5176 3.5 that mean that there is no such session (any more): what was wanted is so. */
const gone: readonly number[] = [503];

/** Whether a NAS that refused with this cause says that the session is not there. */
export function sessionIsGone(cause: number | null): boolean {
	return cause !== null && gone.includes(cause);
}

/** Seconds until the network is tried again after the `attempts`-th attempt; null: it has failed, and a person decides. */
export function secondsToNextTry(attempts: number): number | null {
	return ([5, 30, 120] as const)[attempts - 1] ?? null;
}
