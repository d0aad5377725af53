import type { HelpTopic } from '../help.ts';

export const newCustomer: HelpTopic = {
	id: 'new-customer',
	area: '/customers/new',
	see: ['data', 'search'],
	texts: {
		'pt-BR': {
			title: 'Novo cliente',
			lead: 'Cadastra um cliente com o mínimo; o resto se completa depois, no cadastro.',
			sections: [
				{
					heading: 'Regras',
					text: [
						'Os títulos em negrito são obrigatórios. CPF e CNPJ têm os dígitos conferidos, e um documento já cadastrado é avisado.',
						'O código do cliente é definitivo na hora, também sem conexão.',
						'O que foi digitado fica guardado neste computador se a página fechar antes de salvar.'
					]
				}
			]
		},
		en: {
			title: 'New customer',
			lead: 'Registers a customer with the least; the rest is completed later in the record.',
			sections: [
				{
					heading: 'Rules',
					text: [
						'Titles in bold are mandatory. Check digits of CPF and CNPJ are verified, and a document that is known already is pointed out.',
						'The code is final at once, offline too.',
						'What was typed stays on this computer if the page is closed before saving.'
					]
				}
			]
		}
	}
};
