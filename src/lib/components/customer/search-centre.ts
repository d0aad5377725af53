import { ruleOf } from '#lib/domain/search/fields.ts';
import { recognise } from '#lib/domain/search/recognise.ts';
import type { ReplicaStatus } from '#lib/replica/contract.ts';
import type { SearchState } from './search-memory.ts';

/** Why the centre may know more than this computer: it is still being loaded, or older invoices stay at the centre. */
export type CentreReason = 'loading' | 'invoices';

/** Shorter texts find more than a list can show, here as there. */
const leastCharacters = 3;

/**
 * Whether a search is worth asking the centre, after the answer of this computer: only for what a replica may not hold.
 * `found`: how many customers were found here. Null: everything that can be found is here.
 */
export function centreMayKnowMore(search: SearchState, status: Pick<ReplicaStatus, 'load'>, found: number): CentreReason | null {
	const text = search.text.trim();
	if (text.length < leastCharacters) return null;
	if (status.load.phase === 'loading' || status.load.phase === 'opening') return 'loading';
	if (found > 0) return null;
	if (search.field !== 'any') return ruleOf(search.field).table === 'invoice' ? 'invoices' : null;
	return (recognise(text).digits?.length ?? 0) >= 4 ? 'invoices' : null;
}
