import type { HelpTopic } from '../help.ts';

export const jobs: HelpTopic = {
	id: 'jobs',
	area: '/settings/jobs',
	see: ['invoice-run', 'bank-files', 'suspension'],
	texts: {
		'pt-BR': {
			title: 'Tarefas do sistema',
			lead: 'O que o centro faz depois de uma operação: faturamento, baixa de arquivos do banco; e o que começa pelo relógio, como a suspensão automática.',
			sections: [
				{
					heading: 'Situações',
					terms: [
						['Na fila, Em execução', 'Andam sozinhas. Se o centro parar, continuam de onde estavam quando ele voltar.'],
						['Tentará de novo', 'Falhou, e tem nova tentativa marcada em Próxima execução.'],
						['Falhou', 'Foi abandonada depois de várias tentativas e espera por você.'],
						['Concluída, Cancelada', 'Ficam na lista por 30 dias.']
					]
				},
				{
					heading: 'O que fazer',
					terms: [
						['Tentar de novo', 'Continua o que falta. Nada do que foi feito é feito outra vez.'],
						['Cancelar', 'Para no próximo ponto seguro. O que já foi feito fica feito.']
					]
				},
				{
					heading: 'O que não está aqui',
					text: [
						'E-mails, SMS e suspensões mostram o resultado de cada um no próprio lugar: no cadastro do cliente e na janela de onde saíram.'
					]
				},
				{ heading: 'Quem usa', text: ['A gerência, e com conexão.'] }
			]
		},
		en: {
			title: 'System jobs',
			lead: 'What the centre does after something was done: invoice runs, settlement of bank files; and what begins by the clock, like the automatic suspension.',
			sections: [
				{
					heading: 'States',
					terms: [
						['Queued, Running', 'Go on by themselves. If the centre stops, they go on from where they were when it is back.'],
						['Will try again', 'Failed, with another attempt at the time under Next run.'],
						['Failed', 'Given up after several attempts; it waits for you.'],
						['Done, Cancelled', 'Stay in the list for 30 days.']
					]
				},
				{
					heading: 'What to do',
					terms: [
						['Try again', 'Goes on with what is left. Nothing that was done is done again.'],
						['Cancel', 'Stops at the next safe point. What was done stays done.']
					]
				},
				{
					heading: 'What is not here',
					text: ['E-mails, SMS and suspensions show each result in their own place: in the record, and in the window they were sent from.']
				},
				{ heading: 'Who uses it', text: ['Management, with a connection.'] }
			]
		}
	}
};
