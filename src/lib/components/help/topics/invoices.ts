import type { HelpTopic } from '../help.ts';

export const invoices: HelpTopic = {
	id: 'invoices',
	see: ['payment-methods', 'data'],
	texts: {
		'pt-BR': {
			title: 'Faturas',
			lead: 'As faturas do cliente que são cobradas por boleto.',
			sections: [
				{
					heading: 'O que aparece',
					text: [
						'Só faturas em boleto. As de débito em conta, cartão e conta telefônica não aparecem aqui.',
						'De e Até limitam pelo vencimento. Clique no título de uma coluna para ordenar; clique de novo para inverter.'
					]
				},
				{
					heading: 'Colunas',
					terms: [
						['Nr. Documento', 'O número interno que identifica o boleto.'],
						['Dt. Vencimento', 'O dia em que vence. Em fim de semana ou feriado paga-se no dia útil seguinte, sem acréscimo.'],
						['Vl. Fatura', 'O valor total.'],
						['Saldo Fatura', 'O que falta pagar.']
					]
				},
				{ heading: 'Quem vê', text: ['O técnico não vê esta área.'] }
			]
		},
		en: {
			title: 'Invoices',
			lead: 'The customer’s invoices that are collected by boleto.',
			sections: [
				{
					heading: 'What is listed',
					text: [
						'Boleto invoices only. Those by bank debit, card and phone bill are not listed here.',
						'From and Until limit by due date. Click a column’s title to sort; again to turn the order.'
					]
				},
				{
					heading: 'Columns',
					terms: [
						['Document number', 'The internal number that identifies the boleto.'],
						['Due date', 'On a weekend or holiday it is paid on the next business day at no charge.'],
						['Amount', 'The total.'],
						['Balance', 'What is still to be paid.']
					]
				},
				{ heading: 'Who sees it', text: ['Technicians do not see this area.'] }
			]
		}
	}
};
