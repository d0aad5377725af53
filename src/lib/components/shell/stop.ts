import type { ReplicaStatus } from '#lib/replica/contract.ts';

/** What stops the work until a person acts. A new version is not among it: it asks, and lets people finish their sentence. */
export type Stop = 'signedOut' | 'wiped' | 'rightsLost' | 'storage' | 'expired';

/** Whether work has to stop now, and why. `offlineUntil` counts only while the centre is not there. */
export function stopOf({ link, offlineUntil }: ReplicaStatus, now: Date): Stop | null {
	if (link.state === 'stopped') return link.because === 'reload' ? null : link.because;
	return link.state !== 'online' && offlineUntil !== null && Date.parse(offlineUntil) <= now.getTime() ? 'expired' : null;
}
