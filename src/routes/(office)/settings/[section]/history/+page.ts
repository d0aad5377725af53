import { error } from '@sveltejs/kit';
import { hasHistory } from '#lib/queries/centre/settings-tables.ts';

/** A section that has no history has no such page either. */
export const load = ({ params }: { params: { section: string } }) => {
	if (!hasHistory(params.section)) error(404);
};
