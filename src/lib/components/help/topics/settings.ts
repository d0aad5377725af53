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
					heading: 'History',
					text: ['Each section has its own: who changed what, when, from what to what. For management, and with a connection.']
				}
			]
		}
	}
};
