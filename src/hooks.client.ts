import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';

/** The language is found out once: it changes by a reload, and every word on a screen asks for it. */
export const init: ClientInit = () => {
	const locale = getLocale();
	overwriteGetLocale(() => locale);
};

/** What escaped a screen. It is shown in words (+error.svelte); the stack stays in the console, for support. */
export const handleError: HandleClientError = ({ error, status }) => {
	if (status !== 404) console.error(error);
	return { message: error instanceof Error ? error.message : String(error) };
};
