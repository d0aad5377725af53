import { sentence } from '#lib/errors/sentence.ts';
import type { customerUnmerge } from '#lib/mutators/customer/unmerge.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Replica } from '#lib/replica/contract.ts';
import { mutate } from '#lib/replica/typed.ts';
import { toasts } from '#lib/ui/toast.svelte.ts';

/** Takes a merge back and says so. */
export async function undoMerge(replica: Replica, mergeId: string): Promise<void> {
	const outcome = await mutate<typeof customerUnmerge>(replica, 'customer.unmerge', { mergeId });
	if (outcome.ok) toasts.show(m.merge_undone(), { tone: 'success' });
	else toasts.show(sentence(outcome), { tone: 'danger' });
}
