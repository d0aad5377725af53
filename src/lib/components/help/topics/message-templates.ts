import type { HelpTopic } from '../help.ts';

export const messageTemplates: HelpTopic = {
	id: 'message-templates',
	area: '/settings/message-templates',
	see: ['settings', 'contacts'],
	texts: {
		'pt-BR': {
			title: 'Modelos de mensagem',
			lead: 'Textos prontos para e-mail, SMS e atendimento, com os dados do cliente no lugar certo.',
			sections: [
				{
					heading: 'Escrever',
					text: [
						'O texto salva sozinho e várias pessoas podem escrever ao mesmo tempo, cada uma com seu cursor e nome.',
						'Digite {{ e escolha o dado, ou clique na lista ao lado. Um nome desconhecido é sublinhado e explicado embaixo do texto.',
						'Escolha um cliente em “Como fica” para ver a mensagem com os dados dele.'
					]
				},
				{
					heading: 'SMS',
					text: [
						'Com letras do alfabeto GSM cabem 160 por SMS (153 quando são vários). Um só “ã”, “õ”, “ç” ou “á” reduz para 70 (67). “Tirar acentos” resolve.'
					]
				}
			]
		},
		en: {
			title: 'Message templates',
			lead: 'Ready texts for e-mail, SMS and tickets, with the customer’s data in the right place.',
			sections: [
				{
					heading: 'Writing',
					text: [
						'The text saves itself, and several people can write at once, each with cursor and name.',
						'Type {{ and choose, or click in the list. An unknown name is underlined and explained below the text.',
						'Choose a customer under Preview to see the message with their data.'
					]
				},
				{
					heading: 'SMS',
					text: [
						'Letters of the GSM alphabet: 160 in one SMS (153 in each of several). One “ã” or “ç” makes it 70 (67). “Remove accents” helps.'
					]
				}
			]
		}
	}
};
