import type { HelpTopic } from '../help.ts';

export const tickets: HelpTopic = {
	id: 'tickets',
	area: '/tickets',
	see: ['work-orders', 'observations', 'settings'],
	texts: {
		'pt-BR': {
			title: 'Atendimentos',
			lead: 'Cada conversa com o cliente: protocolo, assunto, tipo, quem cuida e até quando.',
			sections: [
				{
					heading: 'Abrir',
					text: [
						'O protocolo sai de um bloco reservado para este computador: pode ser dito ao cliente na hora, mesmo sem conexão, e nunca se repete.',
						'O tipo traz a equipe e o prazo. Com a variável “Abre Atendimento ao abrir o cadastro do cliente”, abrir o cadastro já abre um.'
					]
				},
				{
					heading: 'Situações',
					terms: [
						['Aberto, Em andamento, Aguardando', 'Contam na fila. Só as passagens oferecidas são permitidas.'],
						['Fechado', 'Com o que foi resolvido. Reabrir é possível.'],
						['Cancelado', 'Aberto por engano; só a gerência desfaz.']
					]
				},
				{
					heading: 'Trabalhar junto',
					text: [
						'Ligações, mensagens e visitas são registradas em ordem e não mudam depois. As anotações de trabalho são um texto que todos escrevem ao mesmo tempo.',
						'A fila mostra por filial e equipe o que está atrasado; tudo muda na tela quando muda em outro computador.'
					]
				}
			]
		},
		en: {
			title: 'Tickets',
			lead: 'Each conversation with the customer: protocol, subject, type, who takes care of it and until when.',
			sections: [
				{
					heading: 'Opening',
					text: [
						'The protocol comes from a block reserved for this computer: it can be told at once, offline too, and never repeats.',
						'The type brings team and due time. With the variable on, opening a record opens a ticket.'
					]
				},
				{
					heading: 'Statuses',
					terms: [
						['Open, in progress, waiting', 'Count in the queue. Only the offered ways are allowed.'],
						['Closed', 'With what was done. It can be reopened.'],
						['Cancelled', 'Opened by mistake; only management undoes it.']
					]
				},
				{
					heading: 'Together',
					text: [
						'Calls, messages and visits are recorded in order and never change. The working notes are a text that everybody writes at once.',
						'The queue shows by branch and team what is late; it changes on screen when it changes elsewhere.'
					]
				}
			]
		}
	}
};
