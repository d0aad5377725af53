import * as m from '#lib/paraglide/messages.js';
import { ask } from './ask.svelte.ts';

/** Whether a form may be left: at once when nothing of it would be lost, else after the question. */
export const mayDiscard = async (changed: boolean): Promise<boolean> =>
	!changed ||
	(await ask({
		title: m.common_discard_changes_title(),
		text: m.common_discard_changes_text(),
		verb: m.common_discard(),
		cancel: m.common_discard_changes_keep(),
		danger: true
	}));
