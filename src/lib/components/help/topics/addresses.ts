import type { HelpTopic } from '../help.ts';

export const addresses: HelpTopic = {
	id: 'addresses',
	see: ['data', 'work-orders'],
	texts: {
		'pt-BR': {
			title: 'Outros Endereços',
			lead: 'Endereços do cliente além do cadastro: instalação, correspondência, comercial e outros.',
			sections: [
				{
					heading: 'Novo endereço',
					text: [
						'Use Add. Endereço, digite o CEP e Pesquisar: logradouro, bairro, cidade e estado vêm preenchidos e podem ser corrigidos.',
						'Sem conexão, ou se o serviço de CEP não responde, preencha à mão: nada impede de salvar.'
					]
				},
				{
					heading: 'Campos',
					terms: [
						['Tipo de Endereço', 'Para que serve este endereço. Os tipos são definidos no Painel.'],
						['Sala ou Apartamento', 'Escolha uma das duas, se houver.'],
						['Referência', 'O que ajuda o técnico a achar o lugar.']
					]
				}
			]
		},
		en: {
			title: 'Other addresses',
			lead: 'The customer’s addresses besides the registration: installation, mail, business and others.',
			sections: [
				{
					heading: 'A new address',
					text: [
						'Add address, type the CEP and search: street, district, city and state come filled in and can be corrected.',
						'Without a connection, or when the CEP service does not answer, fill it in by hand: nothing keeps you from saving.'
					]
				},
				{
					heading: 'Fields',
					terms: [
						['Type', 'What this address is for. Types are defined in the panel.'],
						['Room or flat', 'One of the two, if there is any.'],
						['Reference', 'What helps a technician find the place.']
					]
				}
			]
		}
	}
};
