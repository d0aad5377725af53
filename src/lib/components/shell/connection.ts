import * as m from '#lib/paraglide/messages.js';
import type { ReplicaStatus } from '#lib/replica/contract.ts';
import { moment } from './moments.ts';

export interface Connection {
	/** `quiet` is a normal state, offline too: it is no alarm. */
	readonly look: 'good' | 'quiet' | 'busy' | 'bad';
	readonly text: string;
	/** Whether a person may ask for an attempt now. */
	readonly mayRetry: boolean;
}

/** The connection in words, with the next attempt where one is awaited. */
export function connection({ link, dataAsOf }: ReplicaStatus, now: Date): Connection {
	switch (link.state) {
		case 'online':
			return { look: 'good', text: m.status_online(), mayRetry: false };
		case 'connecting':
			return { look: 'busy', text: dataAsOf === null ? m.status_connecting() : m.status_reconnecting(), mayRetry: false };
		case 'stopped':
			return { look: 'bad', text: m.status_stopped(), mayRetry: false };
		case 'offline': {
			const since = m.status_offline({ time: moment(link.since, now) });
			const seconds = link.retryAt === null ? 0 : Math.ceil((Date.parse(link.retryAt) - now.getTime()) / 1000);
			return { look: 'quiet', text: seconds > 0 ? `${since} · ${m.status_offline_retry({ count: seconds })}` : since, mayRetry: true };
		}
	}
}

/** How far the replica is, where there is something to say. */
export function progress({ load }: ReplicaStatus): string | null {
	if (load.phase === 'checking') return m.status_checking();
	if (load.phase === 'repairing') return m.status_repairing();
	if (load.phase !== 'loading' || !load.usable) return null;
	return m.status_loading_rest({ percent: `${String(percent(load.rowsDone, load.rowsTotal))} %` });
}

/** Whole percent, and 100 only when it is done: the centre's total is an estimate. */
export function percent(done: number, total: number): number {
	return total <= 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
}
