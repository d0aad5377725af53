import { formatDay, type Day } from '../day/day.ts';
import { formatMoney, type Cents } from '../money.ts';
import { formatPhone } from '../phone/phone.ts';
import { formatPostalCode } from '../postal-code.ts';
import { formatTaxId } from '../tax-id/tax-id.ts';
import type { TemplateValues } from './variables.ts';

/** What a message may say of a customer; as stored. */
export interface TemplateFacts {
	readonly customer: {
		readonly name: string;
		readonly personKind: 'natural' | 'legal';
		readonly code: number;
		readonly taxId: string;
		readonly email: string | null;
		readonly phone: string | null;
		readonly mobile: string | null;
		readonly address: string;
		readonly district: string | null;
		readonly city: string;
		readonly state: string;
		readonly postalCode: string | null;
	};
	/** The first plan in force; null without one. */
	readonly plan: { readonly name: string; readonly priceCents: Cents; readonly dueDay: number } | null;
	/** Null: who writes may not see it, and then neither may the message say it. */
	readonly balance: {
		readonly openCents: Cents;
		readonly overdueCents: Cents;
		readonly overdueCount: number;
		readonly oldestOverdueOn: Day | null;
		readonly daysLate: number;
	} | null;
	/** The newest open ticket. */
	readonly ticket: { readonly protocol: number; readonly subject: string } | null;
	readonly branchName: string | null;
	readonly providerName: string;
	readonly userName: string;
	readonly today: Day;
}

/** The first word of a person's name; a company keeps its whole name. */
const callName = ({ name, personKind }: TemplateFacts['customer']): string =>
	personKind === 'natural' ? (name.trim().split(/\s+/)[0] ?? name) : name;
const shown = (value: string | null, format: (value: string) => string = String): string | null =>
	value === null || value === '' ? null : format(value);

/** Every variable for one customer, in Brazilian Portuguese: the reader is the customer, whatever language the screen speaks. */
export function templateValues(facts: TemplateFacts): TemplateValues {
	const { customer, plan, balance, ticket } = facts;
	// Who owes nothing has no overdue invoice to be named.
	const overdue = balance !== null && balance.overdueCount > 0 ? balance : null;
	return {
		'cliente.nome': customer.name,
		'cliente.primeiro_nome': callName(customer),
		'cliente.codigo': String(customer.code),
		'cliente.documento': shown(customer.taxId, formatTaxId),
		'cliente.email': shown(customer.email),
		'cliente.telefone': shown(customer.phone, formatPhone),
		'cliente.celular': shown(customer.mobile, formatPhone),
		'cliente.endereco': shown(customer.address),
		'cliente.bairro': shown(customer.district),
		'cliente.cidade': shown(customer.city),
		'cliente.estado': shown(customer.state),
		'cliente.cep': shown(customer.postalCode, formatPostalCode),
		'plano.nome': plan?.name ?? null,
		'plano.valor': plan === null ? null : formatMoney(plan.priceCents),
		'plano.dia_vencimento': plan === null ? null : String(plan.dueDay),
		'debito.aberto': balance === null ? null : formatMoney(balance.openCents),
		'debito.vencido': overdue === null ? null : formatMoney(overdue.overdueCents),
		'debito.quantidade': overdue === null ? null : String(overdue.overdueCount),
		'debito.vencimento': overdue?.oldestOverdueOn ? formatDay(overdue.oldestOverdueOn) : null,
		'debito.dias': overdue === null ? null : String(overdue.daysLate),
		'atendimento.protocolo': ticket === null ? null : String(ticket.protocol),
		'atendimento.assunto': ticket?.subject ?? null,
		'filial.nome': facts.branchName,
		'provedor.nome': facts.providerName,
		'usuario.nome': facts.userName,
		hoje: formatDay(facts.today)
	};
}
