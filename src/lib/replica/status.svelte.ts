import { createSubscriber } from 'svelte/reactivity';
import { useReplica } from './context.ts';
import type { Replica, ReplicaStatus } from './contract.ts';

class Status {
	readonly #replica: Replica;
	readonly #subscribe: () => void;

	constructor(replica: Replica) {
		this.#replica = replica;
		this.#subscribe = createSubscriber((update) => replica.onStatus(update));
	}

	get current(): ReplicaStatus {
		this.#subscribe();
		return this.#replica.status;
	}
}

/** The replica's status as a reactive value: `const status = replicaStatus(); … status.current.link.state`. */
export function replicaStatus(replica: Replica = useReplica()): Status {
	return new Status(replica);
}
