import { favouriteToggle } from '#lib/mutators/favourite/toggle.ts';
import { favouriteList } from '#lib/queries/favourite/list.ts';
import { asks, does } from './define.ts';
import { router } from './trpc.ts';

/** Favoritos: the options of the record that somebody starred. */
export const favourite = router({
	list: asks(favouriteList, { summary: 'Options that a person starred, in the order in which it was done' }),
	toggle: does(favouriteToggle, { summary: 'Stars an option for the person of the key, or takes the star away' })
});
