/**
 * The states of a replica's link to the centre, as a table: forgetting a pair does not compile. Pure: the driver
 * (connection.ts) brings sockets and timers.
 *
 *   idle ──start──▶ connecting ──opened──▶ greeting ──welcomed──▶ joined
 *                      ▲  │                   │                     │
 *                      │  └──────closed───────┴───────closed────────┘
 *                   retry ▼
 *                    waiting           stopped: waiting does not help until a person acts
 */
export type LinkState = 'idle' | 'connecting' | 'greeting' | 'joined' | 'waiting' | 'stopped';
export type LinkEvent = 'start' | 'opened' | 'welcomed' | 'closed' | 'silent' | 'retry' | 'stop';

export const transitions: Readonly<Record<LinkState, Readonly<Record<LinkEvent, LinkState>>>> = {
	idle: { start: 'connecting', opened: 'idle', welcomed: 'idle', closed: 'idle', silent: 'idle', retry: 'idle', stop: 'stopped' },
	connecting: {
		start: 'connecting',
		opened: 'greeting',
		welcomed: 'connecting',
		closed: 'waiting',
		silent: 'waiting',
		retry: 'connecting',
		stop: 'stopped'
	},
	greeting: {
		start: 'greeting',
		opened: 'greeting',
		welcomed: 'joined',
		closed: 'waiting',
		silent: 'waiting',
		retry: 'greeting',
		stop: 'stopped'
	},
	joined: { start: 'joined', opened: 'joined', welcomed: 'joined', closed: 'waiting', silent: 'waiting', retry: 'joined', stop: 'stopped' },
	waiting: {
		start: 'connecting',
		opened: 'waiting',
		welcomed: 'waiting',
		closed: 'waiting',
		silent: 'waiting',
		retry: 'connecting',
		stop: 'stopped'
	},
	stopped: {
		start: 'connecting',
		opened: 'stopped',
		welcomed: 'stopped',
		closed: 'stopped',
		silent: 'stopped',
		retry: 'stopped',
		stop: 'stopped'
	}
};

/** No word from the centre for this long: the link is dead, whatever the socket says. */
export const silenceMs = 8_000;

/**
 * How long to wait before attempt `n` (0 = first retry): doubling to 15 s, with "full jitter" over the upper half, so that
 * an office whose link returns does not knock with all its browsers at once. `random` in [0, 1).
 */
export function backOffMs(attempt: number, random: number): number {
	const ceiling = Math.min(15_000, 500 * 2 ** attempt);
	return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
