import { formatDay, type Day } from '../day/day.ts';
import { formatMoney, type Cents } from '../money.ts';
import { formatPostalCode } from '../postal-code.ts';
import { formatTaxId } from '../tax-id/tax-id.ts';

/** What a contract says of its parties and its plan; as stored. */
export interface ContractFacts {
	readonly number: number;
	/** Null: not signed yet. */
	readonly signedOn: Day | null;
	readonly providerName: string;
	/** City of the customer's branch, where it is signed. */
	readonly branchCity: string | null;
	readonly customer: {
		readonly name: string;
		readonly code: number;
		readonly personKind: 'natural' | 'legal';
		readonly taxId: string;
		readonly address: string;
		readonly district: string | null;
		readonly city: string;
		readonly state: string;
		readonly postalCode: string | null;
	};
	readonly plan: {
		readonly name: string;
		readonly downloadKbps: number;
		readonly uploadKbps: number;
		readonly priceCents: Cents;
		readonly dueDay: number;
		readonly startedOn: Day;
		/** Where it is installed, when that is not the customer's own address. */
		readonly installationAddress: string | null;
		readonly installationDistrict: string | null;
		readonly installationCity: string | null;
	};
	readonly today: Day;
}

/** A contract as a document: what it is, its facts, its clauses, where and when. Plain text throughout. */
export interface ContractDocument {
	readonly title: string;
	readonly parties: readonly (readonly [title: string, value: string])[];
	readonly clauses: readonly { readonly title: string; readonly text: string }[];
	readonly placeAndDate: string;
	readonly signatures: readonly [provider: string, customer: string];
}

const months = [
	'janeiro',
	'fevereiro',
	'março',
	'abril',
	'maio',
	'junho',
	'julho',
	'agosto',
	'setembro',
	'outubro',
	'novembro',
	'dezembro'
];
const longDay = (day: Day): string => {
	const [year, month, date] = day.split('-');
	return `${String(Number(date))} de ${months[Number(month) - 1] ?? ''} de ${year ?? ''}`;
};
const megabits = (kbps: number): string => `${String(Math.round(kbps / 100) / 10).replace('.', ',')} Mbps`;
const together = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(', ');

/**
 * The service contract of one plan of a customer (checklist 11, 376), always in Portuguese: it is read by the customer, in
 * Brazil. What it promises and threatens is what the system does: fine and interest at most 2 % and 1 % a month (Código de
 * Defesa do Consumidor, art. 52 § 1º), suspension and rescission by Anatel's RGC (Res. 765/2023), temporary suspension of 30
 * to 120 days once in twelve months.
 */
export function contractDocument(facts: ContractFacts): ContractDocument {
	const { customer, plan, providerName } = facts;
	const home = together(
		customer.address,
		customer.district,
		`${customer.city}/${customer.state}`,
		customer.postalCode === null ? null : `CEP ${formatPostalCode(customer.postalCode)}`
	);
	const installed =
		plan.installationAddress === null
			? home
			: together(plan.installationAddress, plan.installationDistrict, plan.installationCity ?? `${customer.city}/${customer.state}`);
	return {
		title: `Contrato de prestação de serviço de comunicação multimídia nº ${String(facts.number)}`,
		parties: [
			['Prestadora', providerName],
			['Assinante', `${customer.name} (código ${String(customer.code)})`],
			[customer.personKind === 'legal' ? 'CNPJ' : 'CPF', formatTaxId(customer.taxId)],
			['Endereço', home],
			['Endereço de instalação', installed]
		],
		clauses: [
			{
				title: 'Objeto',
				text: `A prestadora fornece ao assinante acesso à internet pelo plano ${plan.name}, com até ${megabits(plan.downloadKbps)} de recebimento e ${megabits(plan.uploadKbps)} de envio, no endereço de instalação, desde ${formatDay(plan.startedOn)}.`
			},
			{
				title: 'Preço e pagamento',
				text: `O preço é de ${formatMoney(plan.priceCents)} por mês, com vencimento no dia ${String(plan.dueDay)}. Se cair em dia não útil, pode ser pago no dia útil seguinte sem acréscimo.`
			},
			{
				title: 'Atraso',
				text: 'Sobre o valor em atraso incidem multa de 2% e juros de 1% ao mês, proporcionais aos dias.'
			},
			{
				title: 'Suspensão por falta de pagamento',
				text: 'O serviço pode ser suspenso 15 dias depois de o assinante ser comunicado do débito. O contrato pode ser rescindido 60 dias depois da suspensão.'
			},
			{
				title: 'Suspensão a pedido',
				text: 'O assinante em dia pode pedir a suspensão do serviço, sem cobrança, uma vez a cada 12 meses, por 30 a 120 dias.'
			},
			{
				title: 'Rescisão',
				text: 'O assinante pode rescindir a qualquer tempo, por qualquer canal de atendimento, e recebe o protocolo do pedido.'
			},
			{
				title: 'Dados pessoais',
				text: 'A prestadora trata os dados do assinante para prestar e cobrar o serviço e cumprir obrigações legais (Lei nº 13.709/2018 e Lei nº 12.965/2014).'
			}
		],
		placeAndDate: `${facts.branchCity ?? customer.city}, ${longDay(facts.signedOn ?? facts.today)}.`,
		signatures: [providerName, customer.name]
	};
}
