import { call, type Answer } from '#lib/components/shell/http.ts';
import type { Replica } from '#lib/replica/contract.ts';

/** Names of a contact's parents. They are kept at the centre only: no replica, no outbox and no draft ever holds them. */
export interface Parents {
	readonly fatherName: string | null;
	readonly motherName: string | null;
}

const path = (contactId: string): string => `/api/contacts/${contactId}/parents`;
export const readParents = (contactId: string): Promise<Answer<Parents>> => call<Parents>('GET', path(contactId));
export const writeParents = (contactId: string, parents: Parents): Promise<Answer<unknown>> => call('PUT', path(contactId), parents);

/** Milliseconds to wait for the centre to have what was just saved. */
const patience = 10_000;

/** Resolves when nothing of this computer waits for the centre any more, or after a while: a new contact must exist there first. */
export function afterSent(replica: Replica): Promise<void> {
	if (replica.status.pending === 0) return Promise.resolve();
	return new Promise((resolve) => {
		const done = (): void => {
			clearTimeout(timer);
			stop();
			resolve();
		};
		const timer = setTimeout(done, patience);
		const stop = replica.onStatus((status) => {
			if (status.pending === 0) done();
		});
	});
}
