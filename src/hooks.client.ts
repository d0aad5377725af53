import type { HandleClientError } from '@sveltejs/kit';

/** What escaped a screen. It is shown in words (+error.svelte); the stack stays in the console, for support. */
export const handleError: HandleClientError = ({ error, status }) => {
	if (status !== 404) console.error(error);
	return { message: error instanceof Error ? error.message : String(error) };
};
