import { recall, remember } from '#lib/ui/remembered.ts';

const isPanel = (value: unknown): value is { docked: boolean } =>
	typeof value === 'object' && value !== null && 'docked' in value && typeof value.docked === 'boolean';

/** Whether the search stays open beside the record (item 18): a choice of this person on this computer. */
class SearchPanel {
	#docked = $state(recall('search-panel', { docked: false }, isPanel).docked);

	get docked(): boolean {
		return this.#docked;
	}
	set docked(docked: boolean) {
		this.#docked = docked;
		remember('search-panel', { docked });
	}
}
export const searchPanel = new SearchPanel();
