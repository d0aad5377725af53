import type { HelpTopic } from '../help.ts';

export const offline: HelpTopic = {
	id: 'offline',
	see: ['pending', 'documents', 'history'],
	texts: {
		'pt-BR': {
			title: 'Trabalhar sem conexão',
			lead: 'Este computador guarda uma cópia do que você pode ver. Se a conexão cair, o trabalho continua.',
			sections: [
				{
					heading: 'O que continua',
					text: [
						'Pesquisar, abrir e editar cadastros, observações, contatos, atendimentos, ordens e textos. Códigos e protocolos já saem definitivos.',
						'Ao voltar, tudo é enviado em ordem, uma vez só. O que outras pessoas mudaram aparece sozinho.'
					]
				},
				{ heading: 'O que espera', text: ['Arquivos, cartões e o Histórico precisam do centro; a tela diz por quê.'] },
				{
					heading: 'Barra de estado',
					terms: [
						['Dados em dia', 'O que você vê é o que o centro tem.'],
						['Trabalhando sem conexão desde…', 'Normal: continue trabalhando.'],
						['pendentes', 'Feito aqui e ainda não enviado.'],
						['recusadas', 'O centro não aceitou: veja em Pendências.']
					]
				}
			]
		},
		en: {
			title: 'Working without a connection',
			lead: 'This computer keeps a copy of what you may see. When the line drops, work goes on.',
			sections: [
				{
					heading: 'What goes on',
					text: [
						'Searching, opening and editing records, observations, contacts, tickets, orders and texts. Codes and protocols are final at once.',
						'When the line is back everything is sent in order, once. What others changed appears by itself.'
					]
				},
				{ heading: 'What waits', text: ['Files, cards and history need the centre; the screen says why.'] },
				{
					heading: 'Status bar',
					terms: [
						['Up to date', 'What you see is what the centre has.'],
						['Working without a connection since…', 'Normal: go on.'],
						['pending', 'Done here and not sent yet.'],
						['refused', 'Not accepted by the centre: see Pending.']
					]
				}
			]
		}
	}
};
