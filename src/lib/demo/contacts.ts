import type { DemoCustomer } from './customer.ts';
import { landline, mobile } from './customer.ts';
import { demoId } from './ids.ts';
import { personEmail, personName } from './people.ts';
import { chance, count, int, pick } from './random.ts';
import type { World } from './world.ts';

export interface DemoContact {
	readonly id: string;
	/** Its place in `contactTypes`. */
	readonly type: number;
	readonly name: string;
	readonly jobTitle: string | null;
	readonly phone: string | null;
	readonly mobile: string | null;
	readonly smsConsent: boolean;
	readonly email: string | null;
	readonly createdMs: number;
}

/** Cargo, of a woman and of a man. */
const jobs: readonly (readonly [woman: string, man: string])[] = [
	['Financeiro', 'Financeiro'],
	['Gerente', 'Gerente'],
	['Sócia-administradora', 'Sócio-administrador'],
	['Suporte de TI', 'Suporte de TI'],
	['Compras', 'Compras'],
	['Recepcionista', 'Recepcionista'],
	['Síndica', 'Síndico'],
	['Contadora', 'Contador']
];
const kin: readonly (readonly [woman: string, man: string])[] = [
	['Esposa', 'Marido'],
	['Filha', 'Filho'],
	['Mãe', 'Pai'],
	['Irmã', 'Irmão'],
	['Inquilina', 'Inquilino'],
	['Vizinha', 'Vizinho']
];

/** About 1.3 for each customer: family or neighbours of a person, offices of a company. */
export function contactsOf(world: World, customer: DemoCustomer): readonly DemoContact[] {
	const { outline, city, family } = customer;
	const random = world.random('contact', outline.n);
	return Array.from({ length: count(random, [0.08, 0.6, 0.26, 0.06]) }, (_, k) => {
		const name = personName(random, !outline.legal && chance(random, 0.7) ? family : undefined);
		const ownMobile = chance(random, 0.9) ? mobile(random, city) : null;
		const createdMs = outline.createdMs + (k + 1) * 60_000;
		return {
			type: outline.legal ? int(random, 2, 5) : k === 0 ? 0 : 1,
			id: demoId(world.seed, 'contact', outline.n * 4 + k, createdMs),
			name: name.full,
			jobTitle: outline.legal || chance(random, 0.5) ? pick(random, outline.legal ? jobs : kin)[name.woman ? 0 : 1] : null,
			phone: ownMobile === null || chance(random, 0.15) ? landline(random, city) : null,
			mobile: ownMobile,
			smsConsent: ownMobile !== null && chance(random, 0.6),
			email: chance(random, 0.4) ? personEmail(random, name, outline.n + k + 1) : null,
			createdMs
		};
	});
}
