import type { HelpTopic } from '../help.ts';

export const plansInactive: HelpTopic = {
	id: 'plans-inactive',
	see: ['plans', 'invoices', 'contracts'],
	texts: {
		'pt-BR': {
			title: 'Planos Inativos',
			lead: 'Os planos cancelados do cliente: o que custavam e até quando valeram.',
			sections: [
				{
					heading: 'O que aparece',
					text: ['O cancelado por último vem primeiro. Nada se altera aqui; as faturas desses planos continuam em Faturas.'],
					terms: [
						['Último preço', 'O que custava por mês quando acabou.'],
						['Login Radius', 'Os logins que o plano teve, também os apagados.']
					]
				}
			]
		},
		en: {
			title: 'Inactive plans',
			lead: 'The customer’s cancelled plans: what they cost and until when they held.',
			sections: [
				{
					heading: 'What is shown',
					text: ['The one cancelled last comes first. Nothing is changed here; the invoices of these plans stay in Invoices.'],
					terms: [
						['Last price', 'What it cost a month when it ended.'],
						['RADIUS login', 'The logins that the plan had, deleted ones too.']
					]
				}
			]
		}
	}
};
