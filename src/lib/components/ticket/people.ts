import type { SelectOption } from '#lib/ui/SelectField.svelte';
import type { UserRow } from '#lib/queries/user/list.ts';

/** People to whom work of a branch may be given: the same rule as the mutators' (`worksInBranch`). */
export const worksIn = (user: UserRow, branchId: string): boolean =>
	user.active && (user.role === 'administrator' || user.branchIds.includes(branchId));

/** The choice of a person for work of a branch; who has it now stays in the list, whatever has become of them. */
export function peopleOptions(
	users: readonly UserRow[],
	branchId: string,
	present: string | null,
	nobody: string
): readonly SelectOption[] {
	return [
		{ value: '', label: nobody },
		...users.filter((user) => worksIn(user, branchId) || user.id === present).map((user) => ({ value: user.id, label: user.name }))
	];
}

/** The choice among rows of a list, without the inactive ones except the present one. */
export function activeOptions(
	rows: readonly { readonly id: string; readonly name: string; readonly active: boolean }[],
	present: string | null
): readonly SelectOption[] {
	return rows.filter((row) => row.active || row.id === present).map((row) => ({ value: row.id, label: row.name }));
}
