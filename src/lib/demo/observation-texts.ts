import type { ObservationTypeName } from './catalogue.ts';

export interface ObservationText {
	readonly type: ObservationTypeName;
	readonly text: string;
}

/** Whoever opens the record must read these first. */
export const mandatoryTexts: readonly ObservationText[] = [
	{
		type: 'Financeiro',
		text: 'Acordo de parcelamento em andamento.\nNão suspender enquanto as parcelas do acordo estiverem em dia. Dúvidas: falar com o financeiro antes de qualquer bloqueio.'
	},
	{
		type: 'Financeiro',
		text: 'Pagamento em duplicidade no mês passado.\nCrédito será abatido na próxima fatura. Não emitir segunda via até lá.'
	},
	{
		type: 'Jurídico',
		text: 'Processo no Procon em aberto.\nNão prometer prazo nem desconto. Encaminhar o contato para a gerência e registrar o protocolo.'
	},
	{
		type: 'Atendimento',
		text: 'Confirmar o CPF antes de passar qualquer informação.\nJá houve tentativa de golpe com os dados deste cliente.'
	},
	{ type: 'Atendimento', text: 'Cliente com deficiência auditiva.\nAtender por mensagem, não por ligação.' },
	{ type: 'Instalação', text: 'Cachorro bravo no quintal.\nLigar quando estiver chegando e aguardar no portão.' },
	{
		type: 'Instalação',
		text: 'Prédio exige agendamento com a portaria 24 horas antes.\nLevar documento com foto e ordem de serviço impressa.'
	},
	{
		type: 'Suporte técnico',
		text: 'Câmeras de segurança no mesmo roteador.\nNão reiniciar nem trocar a senha da rede sem falar com o responsável.'
	},
	{ type: 'Suporte técnico', text: 'Unidade de saúde: prioridade no reparo.\nPrazo máximo de 4 horas. Avisar o técnico de plantão.' },
	{ type: 'Cadastro', text: 'Titularidade em mudança.\nAguardando documento do novo titular; não alterar o cadastro até chegar.' },
	{ type: 'Comercial', text: 'Retenção: desconto de R$ 10,00 por seis meses já concedido.\nNão oferecer outro desconto.' }
];

export const ordinaryTexts: readonly ObservationText[] = [
	{ type: 'Atendimento', text: 'Só atende depois das 18h.\nEm caso de urgência, ligar para o contato cadastrado.' },
	{ type: 'Atendimento', text: 'Pediu para receber a fatura também por mensagem.' },
	{ type: 'Atendimento', text: 'Ligou para agradecer o atendimento do técnico.' },
	{ type: 'Financeiro', text: 'Prometeu pagar até o dia 15.\nCombinado por telefone com o próprio titular.' },
	{ type: 'Financeiro', text: 'Solicitou mudança do vencimento.\nExplicado que vale a partir da próxima fatura.' },
	{ type: 'Financeiro', text: 'Enviou comprovante por e-mail.\nBaixa conferida no dia seguinte.' },
	{ type: 'Instalação', text: 'Cabo passa pela calha dos fundos.\nEscada de 7 metros necessária.' },
	{ type: 'Instalação', text: 'ONU instalada na sala, ao lado da TV.\nSinal medido: -19,8 dBm.' },
	{ type: 'Suporte técnico', text: 'Lentidão à noite somente no Wi-Fi.\nOrientado a usar a rede de 5 GHz; normalizou.' },
	{
		type: 'Suporte técnico',
		text: 'Roteador do cliente não suporta a velocidade do plano.\nOferecido equipamento em comodato, vai pensar.'
	},
	{ type: 'Suporte técnico', text: 'Queda por rompimento de fibra na rua.\nReparado pela equipe de rede no mesmo dia.' },
	{ type: 'Comercial', text: 'Interesse no plano de 1 Giga.\nRetornar quando sair a promoção.' },
	{ type: 'Comercial', text: 'Vai abrir segunda loja no centro.\nPediu proposta para o novo endereço.' },
	{ type: 'Cadastro', text: 'Atualizados telefone e e-mail na visita do técnico.' },
	{ type: 'Cadastro', text: 'Falta cópia do comprovante de endereço.' }
];
