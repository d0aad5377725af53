import type { HelpTopic } from '../help.ts';

export const duplicates: HelpTopic = {
	id: 'duplicates',
	see: ['data', 'history'],
	texts: {
		'pt-BR': {
			title: 'Cadastros duplicados',
			lead: 'Quando a mesma pessoa foi cadastrada duas vezes: junta os dois cadastros em um, sem perder nada.',
			sections: [
				{
					heading: 'Mesclar',
					text: [
						'Contatos, endereços, atendimentos, observações e o resto do duplicado passam para o cadastro que fica. O duplicado fica inativo e aponta para ele.',
						'O histórico do cadastro que fica mostra também o do duplicado.',
						'Uma mesclagem pode ser desfeita aqui mesmo.'
					]
				}
			]
		},
		en: {
			title: 'Duplicate records',
			lead: 'When the same person was registered twice: makes one record of the two, and nothing is lost.',
			sections: [
				{
					heading: 'Merging',
					text: [
						'Contacts, addresses, tickets, observations and the rest move to the record that stays. The duplicate becomes inactive and points to it.',
						'The history of the record that stays shows the duplicate’s too.',
						'A merge can be undone in this same place.'
					]
				}
			]
		}
	}
};
