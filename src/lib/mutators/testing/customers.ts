import { completeCpf } from '#lib/domain/tax-id/cpf.ts';
import type { customerCreate } from '../customer/create.ts';
import type { z } from 'zod';
import { branches } from './place.ts';

type NewCustomer = z.input<typeof customerCreate.args>;

/** A valid natural person; `n` makes name, CPF and phones its own. */
export const person = (n: number, more: Partial<NewCustomer> = {}): NewCustomer => ({
	branchId: branches.north,
	personKind: 'natural',
	name: `Cliente ${n}`,
	taxId: completeCpf(String(100000000 + n)),
	phone: `1932${String(510000 + n).padStart(6, '0')}`,
	mobile: `199${String(81000000 + n).padStart(8, '0')}`,
	address: `Rua das Palmeiras, ${n}`,
	district: 'Centro',
	city: 'Campinas',
	state: 'SP',
	postalCode: '13010001',
	...more
});

/** A valid legal person. */
export const company = (n: number, more: Partial<NewCustomer> = {}): NewCustomer =>
	person(n, {
		personKind: 'legal',
		name: `Empresa ${n} Ltda`,
		tradeName: `Loja ${n}`,
		taxId: '11222333000181',
		stateRegistration: '110042490114',
		...more
	});
