import type { HelpTopic } from '../help.ts';

export const contacts: HelpTopic = {
	id: 'contacts',
	see: ['extra-fields', 'message-templates'],
	texts: {
		'pt-BR': {
			title: 'Contatos',
			lead: 'Pessoas com quem se fala sobre este cliente: titular, familiar, financeiro, técnico.',
			sections: [
				{
					heading: 'Campos',
					terms: [
						['Nome do Contato', 'Obrigatório.'],
						['Tipo de Contato', 'Escolhido da lista do Painel.'],
						['Fone, Fax, Nextel/Claro, Celular', 'Com DDD; sem ele vale o DDD da filial.'],
						[
							'O Contato Autorizou enviar SMS no Celular',
							'Só pode ser marcado depois de digitar um celular. SMS só vai para quem autorizou.'
						],
						['Nome do Pai, Nome da Mãe', 'Ficam só no centro, nunca neste computador: para ver ou gravar é preciso conexão.']
					]
				},
				{
					heading: 'Teclado',
					terms: [
						['Enter', 'Abre o contato selecionado.'],
						['Ctrl+S', 'Salva.']
					]
				}
			]
		},
		en: {
			title: 'Contacts',
			lead: 'The people one speaks to about this customer.',
			sections: [
				{
					heading: 'Fields',
					terms: [
						['Name', 'Mandatory.'],
						['Type', 'From the panel’s list.'],
						['Telephones', 'With area code; without one, the branch’s counts.'],
						['SMS consent', 'Only once there is a mobile. SMS goes only to those who gave it.'],
						['Father’s and mother’s name', 'Kept at the centre only, never on this computer: a connection is needed to see or store them.']
					]
				},
				{
					heading: 'Keys',
					terms: [
						['Enter', 'Opens the contact.'],
						['Ctrl+S', 'Saves.']
					]
				}
			]
		}
	}
};
