import type { HelpTopic } from '../help.ts';

export const options: HelpTopic = {
	id: 'options',
	see: ['data', 'payment-methods'],
	texts: {
		'pt-BR': {
			title: 'Outras Opções',
			lead: 'Regras de exceção deste cliente: o que o sistema faz sozinho por todos e não deve fazer por ele, ou o contrário.',
			sections: [
				{
					heading: 'O que cada opção decide',
					terms: [
						['Suspensão automática', 'Não: a suspensão automática pula este cliente quando ele não paga.'],
						['Taxa de boleto', 'Sim: a taxa é cobrada quando a forma de cobrança pede.'],
						['N.F. discriminada', 'Sim: a nota fiscal sai com os itens separados.'],
						['Código fiscal da atividade', 'Escolhido da lista; vale para a nota fiscal.'],
						['Adicional de E-mail/AntiSpam', 'Sim: o que passa da cota é cobrado à parte.'],
						['Descontos promocionais', 'Não: nenhum desconto promocional pode ser criado para ele.'],
						['E-mail com boleto antes do vencimento', 'Não: este e-mail automático não é enviado.'],
						['E-mail de aviso de inadimplência', 'Não: este e-mail automático não é enviado.']
					]
				},
				{ heading: 'Salvar', text: ['As escolhas valem depois de Salvar (Ctrl+S). Cada mudança fica no Histórico, com quem a fez.'] }
			]
		},
		en: {
			title: 'Other options',
			lead: 'Rules of exception of this customer: what the system does for everybody and must not do here, or the other way round.',
			sections: [
				{
					heading: 'What each option decides',
					terms: [
						['Automatic suspension', 'No: the automatic suspension skips this customer.'],
						['Boleto fee', 'Yes: the fee is charged where the billing method asks for it.'],
						['Itemised tax invoice', 'Yes: the tax invoice lists its items.'],
						['Fiscal code', 'Chosen from the list; used on the tax invoice.'],
						['Extra e-mail and anti-spam', 'Yes: what exceeds the quota is charged.'],
						['Promotional discounts', 'No: none can be made for this customer.'],
						['E-mail before the due date', 'No: that automatic e-mail is not sent.'],
						['Delinquency e-mail', 'No: that automatic e-mail is not sent.']
					]
				},
				{ heading: 'Saving', text: ['Choices count once saved (Ctrl+S). Each change is in the history, with its author.'] }
			]
		}
	}
};
