import { tick } from 'svelte';

/** After a refused save: the cursor goes to the first field that is wrong, in the order the form is read. */
export async function focusFirstError(form: HTMLElement | null | undefined): Promise<void> {
	await tick();
	const field = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]');
	field?.focus();
	field?.scrollIntoView({ block: 'nearest' });
}
