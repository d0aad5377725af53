import { roleName } from '#lib/errors/role-names.ts';
import type { UserRow } from '#lib/queries/user/list.ts';

/** Choices of a person whose rights a key or a webhook gets: who is active, each with their role. */
export const userOptions = (users: readonly UserRow[]): { value: string; label: string }[] =>
	users.filter((one) => one.active).map((one) => ({ value: one.id, label: `${one.name} · ${roleName(one.role)}` }));
