import { call } from '#lib/components/shell/http.ts';
import type { CustomerFound } from '#lib/queries/customer/search.ts';
import type { SearchState } from './search-memory.ts';

/** Milliseconds of quiet before the centre is asked: nobody waits for it, and not every letter is worth a journey. */
const pause = 300;

/** The centre's answer to a search, beside the one of this computer and never before it. */
export class CentreSearch {
	#rows = $state.raw<readonly CustomerFound[]>([]);
	#state = $state<'idle' | 'asking' | 'answered' | 'failed'>('idle');

	/** What the centre found, to the present question only. */
	get rows(): readonly CustomerFound[] {
		return this.#rows;
	}
	get state(): 'idle' | 'asking' | 'answered' | 'failed' {
		return this.#state;
	}

	/** Asks when the typing pauses; the cleanup forgets the question and its answer. For use inside an effect. */
	ask(search: SearchState, limit: number): () => void {
		let current = true;
		const timer = setTimeout(() => {
			this.#state = 'asking';
			void call<{ found: readonly CustomerFound[] }>('POST', '/api/customers/search', {
				text: search.text,
				field: search.field,
				condition: search.condition,
				branchId: search.branchId || null,
				status: search.status || null,
				limit
			}).then((answer) => {
				if (!current) return;
				this.#rows = answer.ok ? answer.value.found : [];
				this.#state = answer.ok ? 'answered' : 'failed';
			});
		}, pause);
		return () => {
			current = false;
			clearTimeout(timer);
			this.#rows = [];
			this.#state = 'idle';
		};
	}
}
