import { untrack } from 'svelte';
import type { ArgsOf, ResultOf } from '#lib/sync/model.ts';
import { answerAhead, liveAhead } from './ask-ahead.ts';
import { useReplica } from './context.ts';
import type { Replica } from './contract.ts';

export interface LiveQueryOptions {
	/**
	 * Keep showing the last result while the answer to new arguments is on its way: right for a list that is searched
	 * while typing, wrong for a record (a verb would act on the wrong customer). Default false.
	 */
	readonly keepPrevious?: boolean;
	/** It may have been asked ahead (ask-ahead.ts): then the first thing painted is the answer. The arguments are read at once. */
	readonly ahead?: boolean;
	/** For use outside a component's initialisation; default is the replica of the context. */
	readonly replica?: Replica;
}

/** The answer to a named question, kept true. Read it in a template or an effect. */
class LiveQuery<R> {
	#current = $state.raw<R>();
	#error = $state.raw<Error | null>(null);
	/** The arguments that `current` or `error` answers. */
	#answered = $state.raw<string | null>(null);
	readonly #question: () => string;

	constructor(name: string, args: () => unknown, options: LiveQueryOptions) {
		const replica = options.replica ?? useReplica();
		// By value: arguments are usually a new object at each evaluation, and that alone is no new question.
		const question = $derived(JSON.stringify(args() ?? null));
		this.#question = () => question;
		const ahead = options.ahead ? untrack(() => answerAhead(replica, name, question)) : null;
		if (ahead) {
			this.#current = ahead.result as R;
			this.#answered = untrack(() => question);
		}

		$effect(() => {
			const now = question;
			this.#error = null;
			if (untrack(() => this.#answered) !== now) {
				if (!options.keepPrevious) this.#current = undefined;
				this.#answered = null;
			}
			if (now === 'null') {
				this.#current = undefined;
				return;
			}
			return liveAhead(replica, name, now, {
				rows: (result) => {
					this.#current = result as R;
					this.#error = null;
					this.#answered = now;
				},
				failed: (error) => {
					this.#error = error;
					this.#answered = now;
				}
			});
		});
	}

	/** The newest result; undefined until the first one. */
	get current(): R | undefined {
		return this.#current;
	}

	/** Why the last run failed; null when it did not. It stays subscribed and heals by itself. */
	get error(): Error | null {
		return this.#error;
	}

	/** No answer to the present arguments yet. True from the moment they change, not only once they have been asked. */
	get loading(): boolean {
		const question = this.#question();
		return question !== 'null' && this.#answered !== question;
	}
}

/**
 * Asks a query and keeps the answer true for as long as the component lives. Arguments that are null ask nothing.
 * The query's code stays in the worker: give its type only.
 *
 *     import type { searchCustomers } from '#lib/queries/search-customers.ts';
 *     const found = liveQuery<typeof searchCustomers>('searchCustomers', () => ({ text }), { keepPrevious: true });
 */
export function liveQuery<Q>(
	name: string,
	args: () => ArgsOf<Q> | null | undefined,
	options: LiveQueryOptions = {}
): LiveQuery<ResultOf<Q>> {
	return new LiveQuery<ResultOf<Q>>(name, args, options);
}
