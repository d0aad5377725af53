import { contactFields } from '../contact/contact.ts';
import { customerFields } from '../customer/fields.ts';
import type { RegistrationField } from '../customer/registration.ts';
import { fold } from '../search/fold.ts';

/** `customers`: a line is a new customer, with a contact where one is named. `contacts`: a contact of a customer that exists. */
export const importKinds = ['customers', 'contacts'] as const;
export type ImportKind = (typeof importKinds)[number];

export type ContactField = keyof typeof contactFields;
/** Where a column goes: a field of the registration, one of the contact, or the customer that a contact belongs to. */
export type Target = RegistrationField | `contact.${ContactField}` | 'customerKey';
/** Target of each column of the sheet, by its position; null: not imported. */
export type Mapping = readonly (Target | null)[];

const ofCustomer = Object.keys(customerFields) as RegistrationField[];
const ofContact = Object.keys(contactFields).map((field) => `contact.${field}` as Target);

/** What a column may be, in the order of the forms. */
export const targetsOf = (kind: ImportKind): readonly Target[] =>
	kind === 'customers' ? [...ofCustomer, ...ofContact] : ['customerKey', ...ofContact];

/** What must have a column. The kind of person can be told from CPF or CNPJ, status and day have what a new customer has. */
const needed: Readonly<Record<ImportKind, readonly Target[]>> = {
	customers: ['name', 'taxId', 'address', 'city', 'state'],
	contacts: ['customerKey', 'contact.name']
};

export const missingTargets = (kind: ImportKind, mapping: Mapping): readonly Target[] =>
	needed[kind].filter((target) => !mapping.includes(target));

/** The first target that two columns claim, or null. */
export const doubledTarget = (mapping: Mapping): Target | null =>
	mapping.find((target, at) => target !== null && mapping.indexOf(target) !== at) ?? null;

/** Whether a mapping that came over the wire speaks only of what there is. */
export const isMapping = (kind: ImportKind, mapping: readonly (string | null)[]): mapping is Mapping =>
	mapping.every((target) => target === null || (targetsOf(kind) as readonly string[]).includes(target));

/** Titles as sheets have them, folded and without punctuation, best first. */
const titles: Readonly<Partial<Record<Target, readonly string[]>>> = {
	customerKey: [
		'codigo do cliente',
		'cod cliente',
		'codigo',
		'cliente',
		'cpf cnpj',
		'cnpj cpf',
		'cpf do cliente',
		'cnpj',
		'cpf',
		'customer code'
	],
	personKind: ['tipo do cliente', 'tipo de pessoa', 'tipo pessoa', 'pessoa', 'tipo', 'person type'],
	status: ['status', 'situacao'],
	registeredOn: ['data de cadastro', 'data do cadastro', 'data cadastro', 'cadastro', 'cadastrado em', 'registered on'],
	name: ['nome', 'razao social', 'nome razao social', 'razao social nome', 'nome completo', 'cliente', 'nome do cliente', 'name'],
	tradeName: ['nome fantasia', 'fantasia', 'trade name'],
	taxId: ['cpf cnpj', 'cnpj cpf', 'cpf', 'cnpj', 'documento', 'tax id'],
	stateRegistration: ['i est', 'ie', 'inscricao estadual', 'insc estadual', 'state registration'],
	phone: ['telefone', 'fone', 'telefone fixo', 'tel', 'telefone residencial', 'phone'],
	mobile: ['celular', 'telefone celular', 'cel', 'whatsapp', 'mobile'],
	fax: ['fax'],
	email: ['e mail', 'email', 'correio eletronico'],
	address: ['endereco', 'logradouro', 'rua', 'endereco completo', 'address'],
	district: ['bairro', 'district'],
	city: ['cidade', 'municipio', 'city'],
	state: ['uf', 'estado', 'state'],
	postalCode: ['cep', 'postal code', 'zip'],
	reference: ['referencia', 'ponto de referencia'],
	condominium: ['condominio', 'edificio'],
	billingAddress: ['endereco de cobranca', 'endereco cobranca'],
	billingDistrict: ['bairro de cobranca', 'bairro cobranca'],
	billingCity: ['cidade de cobranca', 'cidade cobranca'],
	billingState: ['uf de cobranca', 'uf cobranca', 'estado cobranca'],
	billingPostalCode: ['cep de cobranca', 'cep cobranca'],
	remarks: ['observacoes', 'observacao', 'obs', 'remarks'],
	fiscalCode: ['codigo fiscal', 'cfop'],
	'contact.name': ['contato', 'nome do contato', 'nome contato', 'contact'],
	'contact.jobTitle': ['cargo do contato', 'cargo', 'funcao'],
	'contact.phone': ['telefone do contato', 'telefone contato', 'fone contato'],
	'contact.mobile': ['celular do contato', 'celular contato'],
	'contact.email': ['e mail do contato', 'email do contato', 'e mail contato', 'email contato'],
	'contact.birthOn': ['data de nascimento', 'nascimento', 'data nascimento', 'dt nascimento'],
	'contact.taxId': ['cpf do contato', 'cpf contato'],
	'contact.identityCard': ['rg', 'rg do contato', 'identidade'],
	'contact.remarks': ['observacoes do contato', 'observacao do contato', 'obs contato']
};

/** In a sheet of contacts, these titles mean the contact without saying so. */
const plainInContacts: Readonly<Partial<Record<Target, readonly string[]>>> = {
	'contact.name': ['nome', 'nome completo', 'name'],
	'contact.phone': ['telefone', 'fone', 'tel', 'phone'],
	'contact.mobile': ['celular', 'cel', 'whatsapp', 'mobile'],
	'contact.email': ['e mail', 'email'],
	'contact.fax': ['fax'],
	'contact.remarks': ['observacoes', 'observacao', 'obs']
};

const plain = (title: string): string =>
	fold(title)
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();

/** A first guess from the titles; each target at most once, and the better title wins it. */
export function guessMapping(kind: ImportKind, header: readonly string[]): Mapping {
	const found: (Target | null)[] = header.map(() => null);
	const given = header.map(plain);
	const claims = targetsOf(kind)
		.flatMap((target) => {
			const names = [...(kind === 'contacts' ? (plainInContacts[target] ?? []) : []), ...(titles[target] ?? [])];
			return names.map((name, rank) => ({ target, column: given.indexOf(name), rank }));
		})
		.filter(({ column }) => column >= 0)
		.sort((a, b) => a.rank - b.rank);
	for (const { target, column } of claims) if (found[column] === null && !found.includes(target)) found[column] = target;
	return found;
}
