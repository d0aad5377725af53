import type { HelpTopic } from '../help.ts';

export const workOrders: HelpTopic = {
	id: 'work-orders',
	area: '/work-orders',
	see: ['tickets', 'addresses'],
	texts: {
		'pt-BR': {
			title: 'Ordens de Serviço',
			lead: 'O trabalho na casa do cliente: instalação, reparo, retirada.',
			sections: [
				{
					heading: 'Campos',
					terms: [
						['Número', 'Definitivo na criação, também sem conexão; serve para pesquisar o cliente.'],
						['Técnico e Agendada para', 'Quem vai e quando.'],
						['Resultado', 'O que foi feito, ao concluir.']
					]
				},
				{
					heading: 'Atendimento',
					text: ['Uma ordem pode nascer de um atendimento e aparece nele. Concluir a ordem não fecha o atendimento.']
				}
			]
		},
		en: {
			title: 'Service orders',
			lead: 'Work at the customer’s: installation, repair, removal.',
			sections: [
				{
					heading: 'Fields',
					terms: [
						['Number', 'Final when made, offline too; customers can be searched by it.'],
						['Technician and scheduled time', 'Who goes, and when.'],
						['Outcome', 'What was done, when it is finished.']
					]
				},
				{ heading: 'Ticket', text: ['An order may come from a ticket and is shown there. Finishing it does not close the ticket.'] }
			]
		}
	}
};
