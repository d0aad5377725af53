import type { Role } from '#lib/domain/permissions.ts';
import * as m from '#lib/paraglide/messages.js';

const names: Readonly<Record<Role, () => string>> = {
	attendant: m.role_attendant,
	finance: m.role_finance,
	technician: m.role_technician,
	manager: m.role_manager,
	administrator: m.role_administrator
};

/** A role in the reader's language; one that this build does not know is shown by its code. */
export function roleName(role: string): string {
	return Object.hasOwn(names, role) ? names[role as Role]() : role;
}
