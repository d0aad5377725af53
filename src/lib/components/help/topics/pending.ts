import type { HelpTopic } from '../help.ts';

export const pending: HelpTopic = {
	id: 'pending',
	area: '/pending',
	see: ['offline'],
	texts: {
		'pt-BR': {
			title: 'Pendências',
			lead: 'O que o centro recusou e o que ainda espera para ser enviado. Nada some sem aparecer aqui.',
			sections: [
				{
					heading: 'Recusadas',
					text: [
						'Cada uma diz o motivo e o que foi pedido. Corrigir abre o pedido com o campo errado marcado; Descartar desiste dele.',
						'Uma recusa não segura o que veio depois: o resto continua sendo enviado.'
					]
				},
				{
					heading: 'Aguardando envio',
					text: ['Guardadas neste computador, enviadas em ordem quando houver conexão. Pode fechar o navegador: continuam aqui.']
				}
			]
		},
		en: {
			title: 'Pending',
			lead: 'What the centre refused, and what still waits to be sent. Nothing vanishes without being here.',
			sections: [
				{
					heading: 'Refused',
					text: [
						'Each says why, and what was asked. Correct opens it with the wrong field marked; Discard gives it up.',
						'A refusal does not hold up what follows.'
					]
				},
				{ heading: 'Waiting', text: ['Kept on this computer and sent in order once there is a connection. The browser may be closed.'] }
			]
		}
	}
};
