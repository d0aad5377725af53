import type { HelpTopic } from '../help.ts';

export const settings: HelpTopic = {
	id: 'settings',
	area: '/settings/variables',
	see: ['message-templates', 'import', 'history'],
	texts: {
		'pt-BR': {
			title: 'Painel de Configuração',
			lead: 'Usuários, filiais, listas, variáveis e chaves: o que vale para todos.',
			sections: [
				{
					heading: 'Listas',
					text: [
						'O que está em uso não é apagado: fica inativo, continua nos registros antigos e não é oferecido nos novos.',
						'Quem pode mudar cada coisa está em Funções. Os demais veem e não mudam.'
					]
				},
				{
					heading: 'Variáveis',
					terms: [
						['Abre Atendimento ao abrir o cadastro', 'Sim: abrir um cadastro abre um atendimento.'],
						['Imprime Contrato Editável em HTML?', 'Sim: o contrato abre editável antes de imprimir.'],
						['Horas sem conexão', 'Quanto tempo um computador trabalha sem falar com o centro.']
					]
				},
				{
					heading: 'Cobrança',
					terms: [
						[
							'Formas de cobrança',
							'A conta do banco, multa e juros por atraso, e as regras de suspensão: valor mínimo, dias de atraso, dias antes de ser suspenso e data fixa. O formulário diz em uma frase o que elas farão.'
						],
						[
							'Contas de cobrança',
							'O que foi combinado com cada banco. O exemplo ao lado mostra nosso número e linha digitável, para conferir com a folha de homologação.'
						],
						['Grupos de serviços e Planos', 'O catálogo. Um preço novo não muda o de quem já tem o plano.']
					]
				},
				{
					heading: 'Histórico',
					text: ['Cada seção tem o seu: quem mudou o quê, quando, de que valor para qual. É da gerência e precisa de conexão.']
				}
			]
		},
		en: {
			title: 'Settings panel',
			lead: 'Users, branches, lists, variables and keys: what holds for everybody.',
			sections: [
				{
					heading: 'Lists',
					text: [
						'What is in use is not deleted: it becomes inactive, stays in old entries and is not offered in new ones.',
						'Who may change what is under Roles. Everybody else sees and does not change.'
					]
				},
				{
					heading: 'Variables',
					terms: [
						['Opens a ticket with the record', 'Yes: opening a record opens a ticket.'],
						['Prints the contract as editable HTML', 'Yes: the contract can be edited before it is printed.'],
						['Hours without a connection', 'How long a computer may work without the centre.']
					]
				},
				{
					heading: 'Billing',
					terms: [
						[
							'Billing methods',
							'The account at the bank, fine and interest for paying late, and the rules of suspension: minimum value, days overdue, days before being suspended and fixed date. The form says in a sentence what they will do.'
						],
						[
							'Collection accounts',
							'What was agreed with each bank. The sample shows nosso número and linha digitável, to compare with the homologation sheet.'
						],
						['Service groups and Plans', 'The catalogue. A new price does not change that of those who have the plan.']
					]
				},
				{
					heading: 'History',
					text: ['Each section has its own: who changed what, when, from what to what. For management, and with a connection.']
				}
			]
		}
	}
};
