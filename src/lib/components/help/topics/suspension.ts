import type { HelpTopic } from '../help.ts';

export const suspension: HelpTopic = {
	id: 'suspension',
	see: ['delinquency', 'plans', 'settings'],
	texts: {
		'pt-BR': {
			title: 'Suspender Serviços',
			lead: 'Corta na rede os planos marcados e mostra, um por um, até onde cada um chegou; o pagamento os traz de volta.',
			sections: [
				{
					heading: 'Antes de suspender',
					terms: [
						[
							'Permitida a partir de',
							'O mais tarde entre a regra da forma de cobrança, a da Anatel (15 dias depois de um aviso comprovado) e uma promessa de pagamento. Ao lado, o que decidiu.'
						],
						['Motivo da antecipação', 'Antes dessa data só a gerência suspende, e escreve por quê. O motivo fica registrado.'],
						['Suspensão por Débito', 'Plano não pago. Volta sozinho quando o débito é pago.'],
						['Suspensão Temporária', 'A pedido do cliente em dia: de 30 a 120 dias, uma vez a cada 12 meses, sem cobrança.'],
						['Criar Ocorrência de Suspensão', 'Um atendimento para cada plano, em Atendimentos e no cadastro.']
					]
				},
				{
					heading: 'Andamento',
					terms: [
						['Na fila', 'Pedido; sem conexão, espera neste computador.'],
						['Suspenso; encerrando conexão', 'A rede já recusa o próximo login; a conexão aberta está sendo encerrada.'],
						['Conexão encerrada; conferindo', 'O concentrador confirmou; falta a confirmação na contabilidade do RADIUS.'],
						['Suspenso e conferido', 'Pronto.'],
						['Falhou', 'Com o motivo. O login continua recusado. Tentar de novo repete só o que falhou.']
					]
				},
				{
					heading: 'Voltar atrás',
					text: [
						'Desfazer tudo devolve o serviço a todos de uma suspensão em lote. Em Planos do cliente, Suspensões mostra cada uma e Restabelecer devolve uma só.',
						'O que alguém restabeleceu não é suspenso de novo pela suspensão automática, a não ser em uma nova data permitida.'
					]
				},
				{
					heading: 'Automática',
					text: [
						'Desligada no começo. Ligada em Painel, Variáveis, suspende toda manhã quem chegou à data permitida, menos quem tem a opção desligada em Outras Opções.'
					]
				},
				{
					heading: 'Quem pode',
					text: ['Por débito: financeiro e gerência. Temporária: também o atendimento. Antes da data: só a gerência.']
				}
			]
		},
		en: {
			title: 'Suspend services',
			lead: 'Cuts off the ticked plans on the network and shows how far each one is; a payment brings them back.',
			sections: [
				{
					heading: 'Before suspending',
					terms: [
						[
							'Allowed from',
							'The latest of the billing method’s rule, that of Anatel (15 days after a proven notice) and a promise to pay. Beside it, what decided.'
						],
						['Reason for doing it early', 'Before that day only management suspends, and writes why. The reason is kept.'],
						['Suspension by debt', 'An unpaid plan. It comes back by itself when the debt is paid.'],
						['Temporary suspension', 'At the request of a customer who owes nothing: 30 to 120 days, once in 12 months, not billed.'],
						['Create a ticket of the suspension', 'One for each plan, under Tickets and in the record.']
					]
				},
				{
					heading: 'How far it is',
					terms: [
						['Queued', 'Asked for; without a connection it waits on this computer.'],
						['Suspended; ending the session', 'The network refuses the next login already; the open session is being ended.'],
						['Session ended; verifying', 'The access server confirmed; RADIUS accounting has still to show it.'],
						['Suspended and verified', 'Done.'],
						['Failed', 'With the reason. Logins stay refused. Try again repeats only what failed.']
					]
				},
				{
					heading: 'Taking it back',
					text: [
						'Undo all gives the service back to everybody of one batch. In the customer’s Plans, Suspensions lists each of them and Restore gives back a single one.',
						'What somebody gave back is not taken again by the automatic suspension, except on a later lawful day.'
					]
				},
				{
					heading: 'By itself',
					text: [
						'Off at first. Switched on in the panel, Variables, it suspends every morning whoever has reached the lawful day, except those with the option off under Other options.'
					]
				},
				{ heading: 'Who may', text: ['By debt: finance and management. Temporarily: the front desk too. Before the day: management only.'] }
			]
		}
	}
};
