import { searchConditions, searchFieldNames, type SearchCondition, type SearchField } from '#lib/domain/search/fields.ts';
import { recall, remember } from '#lib/ui/remembered.ts';

/** A search as the screen holds it; empty narrowing means all. */
export interface SearchState {
	readonly text: string;
	readonly field: SearchField;
	readonly condition: SearchCondition;
	readonly branchId: string;
	readonly status: string;
}
export const emptySearch: SearchState = { text: '', field: 'any', condition: 'contains', branchId: '', status: '' };

function isSearch(value: unknown): value is SearchState {
	if (typeof value !== 'object' || value === null) return false;
	const v = value as Record<string, unknown>;
	return (
		typeof v.text === 'string' &&
		typeof v.branchId === 'string' &&
		(v.status === '' || v.status === 'active' || v.status === 'inactive') &&
		(searchFieldNames as readonly unknown[]).includes(v.field) &&
		(searchConditions as readonly unknown[]).includes(v.condition)
	);
}

/** The last search of this person on this computer. Under `balcao.search.`, so it goes when they sign out. */
export const lastSearch = (userId: string): SearchState => recall(`search.${userId}`, emptySearch, isSearch);
export const keepSearch = (userId: string, search: SearchState): void => {
	remember(`search.${userId}`, search);
};
