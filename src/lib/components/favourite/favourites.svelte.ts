import { currentUser } from '#lib/components/shell/session.svelte.ts';
import { sentence } from '#lib/errors/sentence.ts';
import type { favouriteToggle } from '#lib/mutators/favourite/toggle.ts';
import type { favouriteList } from '#lib/queries/favourite/list.ts';
import { useReplica } from '#lib/replica/context.ts';
import { liveQuery } from '#lib/replica/live-query.svelte.ts';
import { mutate } from '#lib/replica/typed.ts';
import { toasts } from '#lib/ui/toast.svelte.ts';

/** What this person starred, live on all their computers. For use while a component is set up. */
export class Favourites {
	readonly #replica = useReplica();
	readonly #found = liveQuery<typeof favouriteList>('favourite.list', () => ({ userId: currentUser().id }));

	/** Names of options, in the order in which they were starred. */
	get options(): readonly string[] {
		return this.#found.current?.map((one) => one.option) ?? [];
	}
	get loading(): boolean {
		return this.#found.loading;
	}

	async toggle(option: string): Promise<void> {
		const outcome = await mutate<typeof favouriteToggle>(this.#replica, 'favourite.toggle', { option, on: !this.options.includes(option) });
		if (!outcome.ok) toasts.show(sentence(outcome), { tone: 'danger' });
	}
}
