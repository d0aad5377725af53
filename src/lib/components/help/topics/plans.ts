import type { HelpTopic } from '../help.ts';

export const plans: HelpTopic = {
	id: 'plans',
	see: ['suspension', 'invoices', 'contracts'],
	texts: {
		'pt-BR': {
			title: 'Planos Ativos',
			lead: 'Os planos em vigor do cliente, o que custam e como são cobrados.',
			sections: [
				{
					heading: 'O que aparece',
					text: [
						'Os planos ativos e os suspensos; os cancelados não.',
						'Próximo preço é o que já foi combinado para um dia que ainda vem. Ele passa a valer sozinho nesse dia.'
					]
				},
				{
					heading: 'Alterar cobrança',
					text: ['Enter, dois cliques ou o botão direito sobre o plano.'],
					terms: [
						[
							'Preço por mês, A partir de',
							'O preço novo vale desde esse dia; um mês em que ele muda é cobrado por dias. Um mês que já está em uma fatura não recebe preço novo.'
						],
						['Dia do vencimento', 'De 1 a 28. As faturas que já saíram não mudam.'],
						['Forma de cobrança', 'Sem cobrança: nada é faturado, como em uma cortesia.']
					]
				},
				{
					heading: 'Suspensão',
					text: [
						'Suspender Serviços abre a janela com os planos deste cliente. Suspensões, embaixo, mostra cada uma; Restabelecer devolve o serviço.'
					]
				},
				{ heading: 'Quem altera', text: ['Atendimento, financeiro e gerência. O técnico vê e não muda.'] }
			]
		},
		en: {
			title: 'Active plans',
			lead: 'The customer’s plans in force, what they cost and how they are billed.',
			sections: [
				{
					heading: 'What is listed',
					text: [
						'Active and suspended plans; cancelled ones are not.',
						'Next price is what was agreed for a day ahead. It holds by itself from that day on.'
					]
				},
				{
					heading: 'Change billing',
					text: ['Enter, double click or right click on the plan.'],
					terms: [
						[
							'Price a month, From',
							'The new price holds from that day; a month in which it changes is billed by days. A month that is on an invoice takes no new price.'
						],
						['Due day', '1 to 28. Invoices that are out do not change.'],
						['Billing method', 'Not billed: nothing is invoiced, as with a courtesy.']
					]
				},
				{
					heading: 'Suspension',
					text: [
						'Suspend services opens the window with this customer’s plans. Suspensions, below, lists each of them; Restore gives the service back.'
					]
				},
				{ heading: 'Who changes it', text: ['Front desk, finance and management. Technicians see it and do not change it.'] }
			]
		}
	}
};
