import type { Role } from '#lib/domain/permissions.ts';

/** Somebody who may sign in to the demonstration: shown on the console, in the README and on the sign-in page. */
export interface SignIn {
	readonly login: string;
	readonly password: string;
	readonly role: Role;
	/** Name of the branch, or `Todas as filiais`. */
	readonly branch: string;
}

/** One for all, and no secret: it exists only where demonstration data was loaded. */
export const demoPassword = 'balcao-demo';

const everywhere = 'Todas as filiais';
const at = (branch: string, place: string): SignIn[] => [
	{ login: `atendente.${place}`, password: demoPassword, role: 'attendant', branch },
	{ login: `tecnico.${place}`, password: demoPassword, role: 'technician', branch },
	{ login: `gerente.${place}`, password: demoPassword, role: 'manager', branch }
];

/** One per role and branch where it makes sense: finance works for all branches from the head office, so there is one. */
export const signIns: readonly SignIn[] = [
	{ login: 'admin', password: demoPassword, role: 'administrator', branch: everywhere },
	{ login: 'financeiro', password: demoPassword, role: 'finance', branch: everywhere },
	...at('Presidente Prudente', 'prudente'),
	...at('Londrina', 'londrina'),
	...at('Maringá', 'maringa'),
	...at('Ourinhos', 'ourinhos'),
	...at('Assis', 'assis')
];
