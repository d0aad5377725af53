import type { ExtraFieldKind, ExtraFieldOwner, TemplateChannel } from '#lib/schema/list.ts';
import { demoId } from './ids.ts';
import { foundedMs } from './staff.ts';
import type { World } from './world.ts';

/** The short lists of the Painel, as a provider would have filled them in. Rows refer to them by their place here. */
export const contactTypes = ['Titular', 'Familiar', 'Financeiro', 'Técnico', 'Síndico', 'Outro'] as const;
export const addressTypes = ['Instalação', 'Correspondência', 'Comercial', 'Residencial', 'Entrega'] as const;
export const cancellationReasons = [
	'Mudança de endereço sem cobertura',
	'Insatisfação com o serviço',
	'Preço',
	'Mudou de provedor',
	'Inadimplência',
	'Encerramento da empresa',
	'Falecimento do titular'
] as const;
export const teams = ['Atendimento', 'Suporte N1', 'Suporte N2', 'Campo', 'Financeiro', 'Comercial'] as const;

export interface DemoTicketType {
	readonly name: string;
	readonly dueHours: number | null;
	readonly team: (typeof teams)[number];
}
export const ticketTypes: readonly DemoTicketType[] = [
	{ name: 'Sem conexão', dueHours: 8, team: 'Suporte N1' },
	{ name: 'Lentidão', dueHours: 24, team: 'Suporte N1' },
	{ name: 'Financeiro', dueHours: 24, team: 'Financeiro' },
	{ name: 'Comercial', dueHours: 48, team: 'Comercial' },
	{ name: 'Instalação', dueHours: 72, team: 'Campo' },
	{ name: 'Cancelamento', dueHours: 48, team: 'Comercial' },
	{ name: 'Informação', dueHours: null, team: 'Atendimento' }
];

export const senderAddresses: readonly {
	readonly name: string;
	readonly email: string;
	readonly subject: string;
	readonly sms: boolean;
}[] = [
	{ name: 'Cobrança', email: 'cobranca@tuvira.example', subject: 'Sua fatura Tuvira Fibra', sms: true },
	{ name: 'Atendimento', email: 'atendimento@tuvira.example', subject: 'Tuvira Fibra: seu atendimento', sms: true },
	{ name: 'Suporte', email: 'suporte@tuvira.example', subject: 'Suporte Tuvira Fibra', sms: false },
	{ name: 'Nota fiscal', email: 'fiscal@tuvira.example', subject: 'Sua nota fiscal Tuvira Fibra', sms: false }
];

export interface DemoExtraField {
	readonly owner: ExtraFieldOwner;
	readonly name: string;
	readonly kind: ExtraFieldKind;
	readonly choices: string | null;
}
export const extraFields: readonly DemoExtraField[] = [
	{ owner: 'customer', name: 'Ponto de referência da caixa (CTO)', kind: 'text', choices: null },
	{ owner: 'customer', name: 'Como nos conheceu', kind: 'choice', choices: 'Indicação\nInternet\nRádio\nPanfleto\nLoja' },
	{ owner: 'customer', name: 'Roteador próprio', kind: 'yes_no', choices: null },
	{ owner: 'customer', name: 'Fim da fidelidade', kind: 'date', choices: null },
	{ owner: 'contact', name: 'Melhor horário', kind: 'choice', choices: 'Manhã\nTarde\nNoite' },
	{ owner: 'contact', name: 'Ramal', kind: 'number', choices: null }
];

export const messageTemplates: readonly { readonly name: string; readonly channel: TemplateChannel; readonly body: string }[] = [
	{
		name: 'Boas-vindas',
		channel: 'email',
		body: 'Olá, {{cliente.primeiro_nome}}!\n\nSeja bem-vindo à {{provedor.nome}}. Seu código de cliente é {{cliente.codigo}}.\n\nQualquer dúvida, estamos à disposição.'
	},
	{
		name: 'Lembrete de vencimento',
		channel: 'sms',
		body: '{{provedor.nome}}: {{cliente.primeiro_nome}}, sua fatura venceu em {{debito.vencimento}}. Valor {{debito.vencido}}.'
	},
	{
		name: 'Visita agendada',
		channel: 'ticket',
		body: 'Visita agendada. Protocolo {{atendimento.protocolo}}. Pedir que alguém maior de idade esteja no local.'
	},
	{
		name: 'Aviso de débito',
		channel: 'email',
		body: 'Olá, {{cliente.primeiro_nome}}.\n\nAinda não recebemos o pagamento de {{debito.vencido}}, em aberto desde {{debito.vencimento}}. O boleto segue em anexo.\n\nSe já pagou, desconsidere este aviso. Sem o pagamento, o serviço pode ser suspenso a partir de 15 dias deste aviso.\n\n{{provedor.nome}}'
	}
];

/** The id of a row of a list, by its place. */
export function listId(world: World, table: string, n: number): string {
	return demoId(world.seed, table, n, foundedMs(world) + 400_000 + n);
}

export const teamNumber = (name: (typeof teams)[number]): number => teams.indexOf(name);
