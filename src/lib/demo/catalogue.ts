/** The provider of the demonstration: an invented name. */
export const providerName = 'Tuvira Fibra';

/** Grupos de serviços. */
export const serviceGroups = ['Internet residencial', 'Internet empresarial', 'Link dedicado'] as const;

export interface DemoPlan {
	readonly name: string;
	/** Place in `serviceGroups`. */
	readonly group: number;
	readonly downloadKbps: number;
	readonly uploadKbps: number;
	readonly priceCents: number;
	readonly active: boolean;
	/** How many of ten thousand subscriptions of natural and of legal persons have it. */
	readonly natural: number;
	readonly legal: number;
}

const mega = 1000;

export const plans: readonly DemoPlan[] = [
	{
		name: 'Fibra 200 Mega',
		group: 0,
		downloadKbps: 200 * mega,
		uploadKbps: 100 * mega,
		priceCents: 7990,
		active: false,
		natural: 1500,
		legal: 200
	},
	{
		name: 'Fibra 300 Mega',
		group: 0,
		downloadKbps: 300 * mega,
		uploadKbps: 150 * mega,
		priceCents: 8990,
		active: true,
		natural: 2600,
		legal: 700
	},
	{
		name: 'Fibra 500 Mega',
		group: 0,
		downloadKbps: 500 * mega,
		uploadKbps: 250 * mega,
		priceCents: 9990,
		active: true,
		natural: 3400,
		legal: 1400
	},
	{
		name: 'Fibra 700 Mega',
		group: 0,
		downloadKbps: 700 * mega,
		uploadKbps: 350 * mega,
		priceCents: 11990,
		active: true,
		natural: 1500,
		legal: 900
	},
	{
		name: 'Fibra 1 Giga',
		group: 0,
		downloadKbps: 1000 * mega,
		uploadKbps: 500 * mega,
		priceCents: 14990,
		active: true,
		natural: 600,
		legal: 800
	},
	{
		name: 'Rádio Rural 20 Mega',
		group: 0,
		downloadKbps: 20 * mega,
		uploadKbps: 5 * mega,
		priceCents: 12990,
		active: true,
		natural: 400,
		legal: 300
	},
	{
		name: 'Empresa 500 Mega',
		group: 1,
		downloadKbps: 500 * mega,
		uploadKbps: 500 * mega,
		priceCents: 19990,
		active: true,
		natural: 0,
		legal: 3600
	},
	{
		name: 'Empresa 1 Giga',
		group: 1,
		downloadKbps: 1000 * mega,
		uploadKbps: 1000 * mega,
		priceCents: 34990,
		active: true,
		natural: 0,
		legal: 1600
	},
	{
		name: 'Link Dedicado 100 Mega',
		group: 2,
		downloadKbps: 100 * mega,
		uploadKbps: 100 * mega,
		priceCents: 89000,
		active: true,
		natural: 0,
		legal: 500
	}
];

export const observationTypes = [
	'Atendimento',
	'Cadastro',
	'Comercial',
	'Financeiro',
	'Instalação',
	'Jurídico',
	'Suporte técnico'
] as const;
export type ObservationTypeName = (typeof observationTypes)[number];
