import type { State } from '#lib/domain/state.ts';
import { hashOf, mix, pick, type Random } from './random.ts';

/** A real municipality, with an area code and CEP prefixes that are its own. */
export interface City {
	readonly name: string;
	readonly state: State;
	readonly areaCode: string;
	/** Five-digit CEP prefixes, from and to; or the one CEP of a town whose streets have none of their own. */
	readonly postalCodes: readonly [from: number, to: number] | string;
}

export interface DemoBranch {
	/** Short name: of the office, of its sign-ins. */
	readonly name: string;
	/** Share of the customers. */
	readonly share: number;
	/** The office's own city first; four of five customers live there, the others in its neighbours. */
	readonly cities: readonly [City, ...City[]];
}

/** A provider of the border between São Paulo and Paraná. */
export const branches: readonly DemoBranch[] = [
	{
		name: 'Presidente Prudente',
		share: 0.3,
		cities: [
			{ name: 'Presidente Prudente', state: 'SP', areaCode: '18', postalCodes: [19010, 19065] },
			{ name: 'Álvares Machado', state: 'SP', areaCode: '18', postalCodes: '19160000' },
			{ name: 'Regente Feijó', state: 'SP', areaCode: '18', postalCodes: '19570000' }
		]
	},
	{
		name: 'Londrina',
		share: 0.25,
		cities: [
			{ name: 'Londrina', state: 'PR', areaCode: '43', postalCodes: [86010, 86087] },
			{ name: 'Cambé', state: 'PR', areaCode: '43', postalCodes: [86181, 86192] },
			{ name: 'Ibiporã', state: 'PR', areaCode: '43', postalCodes: '86200000' }
		]
	},
	{
		name: 'Maringá',
		share: 0.2,
		cities: [
			{ name: 'Maringá', state: 'PR', areaCode: '44', postalCodes: [87010, 87083] },
			{ name: 'Sarandi', state: 'PR', areaCode: '44', postalCodes: [87111, 87114] },
			{ name: 'Paiçandu', state: 'PR', areaCode: '44', postalCodes: '87140000' }
		]
	},
	{
		name: 'Ourinhos',
		share: 0.13,
		cities: [
			{ name: 'Ourinhos', state: 'SP', areaCode: '14', postalCodes: [19900, 19914] },
			{ name: 'Chavantes', state: 'SP', areaCode: '14', postalCodes: '18970000' }
		]
	},
	{
		name: 'Assis',
		share: 0.12,
		cities: [
			{ name: 'Assis', state: 'SP', areaCode: '18', postalCodes: [19800, 19816] },
			{ name: 'Cândido Mota', state: 'SP', areaCode: '18', postalCodes: '19880000' }
		]
	}
];

/** Which branch a customer belongs to, by share; the last takes what is left. */
export function pickBranch(random: Random): number {
	let left = random();
	for (let b = 0; b < branches.length - 1; b++) {
		left -= branches[b]?.share ?? 0;
		if (left < 0) return b;
	}
	return branches.length - 1;
}

export function pickCity(random: Random, branch: DemoBranch): City {
	const [own, ...neighbours] = branch.cities;
	return neighbours.length === 0 || random() < 0.8 ? own : pick(random, neighbours);
}

export interface Street {
	/** `Rua das Acácias`. */
	readonly street: string;
	readonly district: string;
	readonly postalCode: string;
}

/** A street of a city; the same street of the same district always has the same CEP. */
export function pickStreet(random: Random, city: City): Street {
	const district = pick(random, districts);
	const street = `${pick(random, streetKinds)} ${pick(random, streetNames)}`;
	return { street, district, postalCode: postalCodeOf(city, district, street) };
}

/** Every street that a city may have. */
export function* allStreets(city: City): Generator<Street> {
	for (const district of districts)
		for (const kind of new Set(streetKinds))
			for (const name of streetNames) {
				const street = `${kind} ${name}`;
				yield { street, district, postalCode: postalCodeOf(city, district, street) };
			}
}

/** The CEP of a street: districts share a prefix, streets have the last three digits. */
export function postalCodeOf(city: City, district: string, street: string): string {
	if (typeof city.postalCodes === 'string') return city.postalCodes;
	const [from, to] = city.postalCodes;
	const prefix = from + (mix(hashOf(city.name) ^ hashOf(district)) % (to - from + 1));
	const suffix = 5 * (1 + (mix(hashOf(street) ^ prefix) % 178));
	return `${prefix}${String(suffix).padStart(3, '0')}`;
}

const streetKinds = ['Rua', 'Rua', 'Rua', 'Rua', 'Rua', 'Avenida', 'Avenida', 'Travessa', 'Alameda'];

const streetNames = [
	'das Acácias',
	'dos Ipês',
	'das Palmeiras',
	'dos Girassóis',
	'das Hortênsias',
	'dos Jacarandás',
	'das Laranjeiras',
	'dos Cedros',
	'das Violetas',
	'dos Pinheiros',
	'Sete de Setembro',
	'Quinze de Novembro',
	'Treze de Maio',
	'Primeiro de Maio',
	'Vinte e Um de Abril',
	'da Independência',
	'da Liberdade',
	'da Paz',
	'Brasil',
	'Paraná',
	'São Paulo',
	'Santa Catarina',
	'Minas Gerais',
	'Goiás',
	'Bahia',
	'Pernambuco',
	'Amazonas',
	'Mato Grosso',
	'Rio Grande do Sul',
	'Espírito Santo',
	'Tupi',
	'Guarani',
	'Tamoios',
	'Aimorés',
	'Carijós',
	'Bem-te-vi',
	'Sabiá',
	'Beija-flor',
	'Tuiuiú',
	'Arara Azul',
	'Rio Paranapanema',
	'Rio Tibagi',
	'Rio Ivaí',
	'Rio do Peixe',
	'Rio Pardo',
	'das Nações',
	'dos Pioneiros',
	'dos Ferroviários',
	'dos Professores',
	'dos Estudantes',
	'Bela Vista',
	'Boa Esperança',
	'Santo Antônio',
	'São João',
	'São Pedro',
	'Santa Rita',
	'Nossa Senhora Aparecida',
	'Cruzeiro do Sul',
	'Estrela-d’Alva',
	'do Comércio'
];

const districts = [
	'Centro',
	'Centro',
	'Jardim Paulista',
	'Jardim América',
	'Vila Nova',
	'Vila Industrial',
	'Jardim das Flores',
	'Parque das Nações',
	'Jardim Bela Vista',
	'Vila São José',
	'Jardim Aeroporto',
	'Conjunto Novo Horizonte',
	'Parque Alvorada',
	'Jardim Primavera',
	'Vila Operária',
	'Jardim Itália',
	'Residencial Monte Alegre',
	'Vila Esperança',
	'Jardim Santa Mônica',
	'Parque São Lucas',
	'Jardim Imperial',
	'Vila Santa Helena',
	'Jardim Universitário',
	'Chácaras Boa Vista'
];
