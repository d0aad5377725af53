import { toastOutcome } from '#lib/components/shell/toast-outcome.ts';
import type { customerUnmerge } from '#lib/mutators/customer/unmerge.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Replica } from '#lib/replica/contract.ts';
import { mutate } from '#lib/replica/typed.ts';

/** Takes a merge back and says so. */
export async function undoMerge(replica: Replica, mergeId: string): Promise<void> {
	const outcome = await mutate<typeof customerUnmerge>(replica, 'customer.unmerge', { mergeId });
	toastOutcome(outcome, m.merge_undone());
}
