import type { HelpTopic } from '../help.ts';

export const delinquency: HelpTopic = {
	id: 'delinquency',
	area: '/delinquency',
	see: ['report', 'collection-letters', 'suspension', 'invoices'],
	texts: {
		'pt-BR': {
			title: 'Controle de Inadimplentes',
			lead: 'Quem tem contas em atraso, há quanto tempo e quanto; e o que se faz a respeito. Funciona também sem conexão.',
			sections: [
				{
					heading: 'Filtros',
					text: [
						'Valem quando você usa Carregar. Depois disso a lista segue ao vivo: quem paga sai dela, em qualquer computador.',
						'O endereço no navegador guarda os filtros: pode ser salvo nos favoritos dele ou enviado a um colega.'
					],
					terms: [
						['Período', 'Pelo vencimento das contas. Vazio: todas.'],
						['Clientes', 'Um ou mais, por nome, código ou CPF/CNPJ. Vazio: todos.'],
						[
							'Formas de Cobrança, Grupo de Serviços',
							'Marque as que interessam; nenhuma marcada: todas. Só aparecem grupos com contas em aberto.'
						],
						['Cidades', 'Todas marcadas no começo; desmarque para tirar.'],
						['Ativos, Inativos', 'A situação do cliente. Um, outro ou os dois.'],
						['Excluir Parc. Dívida', 'De um acordo contam só as parcelas vencidas, uma a uma.'],
						['Incluir Parc. Dívida', 'Uma parcela vencida traz o total ainda aberto do acordo.']
					]
				},
				{
					heading: 'O que é atraso',
					text: [
						'O que ainda não venceu não aparece. O que vence em fim de semana ou feriado pode ser pago no dia útil seguinte sem acréscimo, e só depois conta.',
						'As barras mostram a dívida por tempo de atraso: clique em uma para ver só essa faixa, de novo para ver todas.'
					]
				},
				{
					heading: 'Selecionar e agir',
					text: ['Quem foi selecionado continua selecionado quando os filtros mudam; “fora desta lista” diz quantos não aparecem agora.'],
					terms: [
						['Ver Lista', 'Cada conta em atraso, da mais antiga para a mais nova, em vez de uma linha por cliente.'],
						[
							'Exportar',
							'As colunas que você marcar, com os títulos e larguras que quiser, em Excel, texto delimitado ou CSV. Sem ninguém selecionado, todos da lista.'
						],
						['Relatório, E-mail, Sms, Suspender', 'Veja as páginas de cada um.'],
						['Cliente', 'Abre o cadastro de quem está sob o cursor.']
					]
				},
				{
					heading: 'Teclado',
					terms: [
						['Espaço', 'Seleciona a linha ou tira a seleção.'],
						['Enter', 'Abre o cadastro.']
					]
				},
				{ heading: 'Quem vê', text: ['Atendimento, financeiro e gerência. O técnico não vê esta tela.'] }
			]
		},
		en: {
			title: 'Delinquency control',
			lead: 'Who has overdue accounts, since when and how much; and what is done about it. It works without a connection too.',
			sections: [
				{
					heading: 'Filters',
					text: [
						'They count from Load on. After that the list stays live: whoever pays leaves it, on every computer.',
						'The address in the browser holds the filters: bookmark it, or send it to a colleague.'
					],
					terms: [
						['Period', 'By due date. Empty: all.'],
						['Customers', 'One or more, by name, code or CPF/CNPJ. Empty: all.'],
						['Billing methods, Service group', 'Tick those that matter; none ticked: all. Only groups with open accounts are listed.'],
						['Cities', 'All ticked at first; untick to leave out.'],
						['Active, Inactive', 'The status of the customer. One, the other or both.'],
						['Exclude agreements', 'Of an agreement only the overdue instalments count, one by one.'],
						['Include agreements', 'One overdue instalment brings the agreement’s whole open total.']
					]
				},
				{
					heading: 'What is overdue',
					text: [
						'What is not due yet is not listed. What falls due on a weekend or holiday can be paid on the next business day at no charge, and counts only afterwards.',
						'The bars show the debt by days overdue: click one to see only that range, again to see all.'
					]
				},
				{
					heading: 'Selecting and acting',
					text: ['Who was selected stays selected when filters change; “not in this list” says how many are out of sight.'],
					terms: [
						['See list', 'Each overdue account, the oldest first, in place of one row per customer.'],
						[
							'Export',
							'The columns you tick, with titles and widths of your own, as Excel, delimited text or CSV. With nobody selected, everybody listed.'
						],
						['Report, E-mail, SMS, Suspend', 'Each has a page of its own.'],
						['Customer', 'Opens the record of who is under the cursor.']
					]
				},
				{
					heading: 'Keys',
					terms: [
						['Space', 'Selects the row, or takes the selection away.'],
						['Enter', 'Opens the record.']
					]
				},
				{ heading: 'Who sees it', text: ['Front desk, finance and management. Technicians do not see this screen.'] }
			]
		}
	}
};
