import { rolesThatMay, type Verb } from '#lib/domain/permissions.ts';
import { roleName } from '#lib/errors/role-names.ts';

/** `Atendente, Gerente`: who may, for the sentence beside what this person may not. */
export const whoMay = (verb: Verb): string =>
	rolesThatMay(verb)
		.map((role) => roleName(role))
		.join(', ');
