import type { Registration } from '#lib/domain/customer/registration.ts';
import { dayFromNumber, dayNumber } from '#lib/domain/day/day.ts';
import { company } from './companies.ts';
import type { Outline } from './outline.ts';
import { personEmail, personName } from './people.ts';
import { branches, pickCity, pickStreet, type City } from './places.ts';
import { chance, int, pick, type Random } from './random.ts';
import { alphanumericCnpjOf, cnpjOf, cpfOf } from './tax-ids.ts';
import type { World } from './world.ts';

/** "Dados Cadastro" of one customer, normalised as the product stores it. */
export interface DemoCustomer extends Pick<
	Registration,
	| 'name'
	| 'tradeName'
	| 'taxId'
	| 'stateRegistration'
	| 'phone'
	| 'mobile'
	| 'fax'
	| 'email'
	| 'address'
	| 'reference'
	| 'condominium'
	| 'remarks'
	| 'registeredOn'
> {
	readonly outline: Outline;
	readonly code: number;
	readonly city: City;
	/** Family name, or the invented word of a company: contacts share it. */
	readonly family: string;
	readonly district: string;
	readonly postalCode: string;
	readonly billing: { readonly address: string; readonly district: string; readonly city: City; readonly postalCode: string } | null;
}

/** Since when the Receita Federal issues CNPJs with letters. */
const alphanumericSince = dayNumber('2026-07-01');

export function customerOf(world: World, outline: Outline): DemoCustomer {
	const random = world.random('customer', outline.n);
	const branch = branches[outline.branch] ?? branches[0];
	if (!branch) throw new Error('the demonstration has no branches');
	const city = pickCity(random, branch);
	const { street, district, postalCode } = pickStreet(random, city);
	const inFlat = chance(random, 0.09);
	const who = outline.legal ? legal(world, outline, random, city) : natural(world, outline, random, city);
	return {
		outline,
		code: outline.n + 1,
		city,
		...who,
		phone: chance(random, outline.legal ? 0.85 : 0.28) ? landline(random, city) : null,
		mobile: chance(random, 0.96) ? mobile(random, city) : null,
		fax: outline.legal && chance(random, 0.08) ? landline(random, city) : null,
		address: `${street}, ${int(random, 10, 2400)}${inFlat ? `, apto ${int(random, 1, 18)}${int(random, 1, 4)}` : ''}`,
		district,
		postalCode,
		reference: chance(random, 0.42) ? pick(random, references) : null,
		condominium: inFlat ? pick(random, condominiums) : null,
		billing: chance(random, outline.legal ? 0.15 : 0.04) ? elsewhere(random, city) : null,
		remarks: chance(random, 0.12) ? pick(random, remarks) : null,
		registeredOn: dayFromNumber(outline.registered)
	};
}

function natural(world: World, outline: Outline, random: Random, city: City) {
	const name = personName(random);
	return {
		name: name.full,
		family: name.last,
		tradeName: null,
		taxId: cpfOf(world.seed, outline.n, city.state),
		stateRegistration: null,
		email: chance(random, 0.78) ? personEmail(random, name, outline.n) : null
	};
}

function legal(world: World, outline: Outline, random: Random, city: City) {
	const { name, word, tradeName, email } = company(random);
	// Most firms that came since July 2026 were founded shortly before, with a number of the new kind.
	const withLetters = outline.registered >= alphanumericSince && chance(random, 0.6);
	return {
		name,
		family: word,
		tradeName,
		taxId: withLetters ? alphanumericCnpjOf(world.seed, outline.n) : cnpjOf(world.seed, outline.n),
		stateRegistration: chance(random, 0.35) ? 'ISENTO' : digits(random, city.state === 'SP' ? 12 : 10),
		email: chance(random, 0.93) ? email : null
	};
}

export function mobile(random: Random, city: City): string {
	// 9 0…: operators hardly ever give these out, so it is most likely nobody's telephone.
	return `${city.areaCode}90${digits(random, 7)}`;
}

export function landline(random: Random, city: City): string {
	return `${city.areaCode}3${int(random, 0, 9)}${digits(random, 6)}`;
}

function elsewhere(random: Random, city: City): DemoCustomer['billing'] {
	const { street, district, postalCode } = pickStreet(random, city);
	return { address: `${street}, ${int(random, 10, 2400)}`, district, city, postalCode };
}

function digits(random: Random, length: number): string {
	let out = '';
	for (let i = 0; i < length; i++) out += Math.floor(random() * 10);
	return out;
}

const references = [
	'Próximo à escola municipal',
	'Em frente à praça',
	'Ao lado da farmácia',
	'Esquina com a avenida principal',
	'Portão azul',
	'Casa dos fundos',
	'Sobrado amarelo',
	'Atrás do posto de saúde',
	'Perto do terminal de ônibus',
	'Segunda casa depois do mercado',
	'Muro de pedra',
	'Em frente ao campo de futebol',
	'Fim da rua, lado esquerdo',
	'Prédio com grade branca',
	'Ao lado do salão de festas',
	'Chácara com porteira verde'
];
const condominiums = [
	'Residencial das Araucárias',
	'Edifício Solar do Vale',
	'Condomínio Porto Seguro',
	'Residencial Vila das Águas',
	'Edifício Monte Carlo',
	'Condomínio Bosque dos Ipês',
	'Residencial Terra Nova',
	'Edifício Primavera',
	'Condomínio Recanto dos Pássaros',
	'Residencial Estação Central'
];
const remarks = [
	'Prefere contato por mensagem no período da tarde.',
	'Instalação feita pela entrada de serviço; zelador tem a chave da caixa.',
	'Indicado por cliente antigo, desconto na adesão já aplicado.',
	'Roteador próprio. Não temos acesso à configuração.',
	'Contrato em nome do titular; quem usa é o inquilino.',
	'Segunda via sempre por e-mail.',
	'Poste distante: usados 180 m de cabo drop.',
	'Cliente pede para não ligar antes das 9h.',
	'ONU no quarto dos fundos, sinal medido em -21 dBm na instalação.',
	'Mudou de endereço e manteve o plano.',
	'Equipamento em comodato, termo assinado.',
	'Nota fiscal no CNPJ da matriz.'
];
