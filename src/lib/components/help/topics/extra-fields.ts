import type { HelpTopic } from '../help.ts';

export const extraFields: HelpTopic = {
	id: 'extra-fields',
	see: ['data', 'contacts', 'settings'],
	texts: {
		'pt-BR': {
			title: 'Campos Extras',
			lead: 'Informações que o provedor decidiu guardar além do cadastro padrão. Quais existem é definido no Painel.',
			sections: [
				{
					heading: 'Preencher',
					text: [
						'Selecione o campo e use Editar Campo (ou Enter). Só o valor pode ser mudado aqui; nome e tipo são da gerência, no Painel.',
						'O valor segue o tipo do campo: texto, número, data, sim/não ou uma opção da lista. Vazio apaga o valor.',
						'Um campo que foi desativado continua visível onde já tem valor.'
					]
				},
				{ heading: 'Contatos', text: ['Contatos também têm campos extras: abra o contato e use Editar em Campo Extra.'] }
			]
		},
		en: {
			title: 'Extra fields',
			lead: 'What the provider decided to keep besides the usual registration. Which ones there are is defined in the panel.',
			sections: [
				{
					heading: 'Filling in',
					text: [
						'Choose the field and Edit field (or Enter). Only its value is changed here; name and kind belong to management, in the panel.',
						'The value follows the kind: text, number, date, yes/no or one of a list. Empty removes the value.',
						'A field that was retired stays visible where it has a value.'
					]
				},
				{ heading: 'Contacts', text: ['Contacts have extra fields too: open the contact.'] }
			]
		}
	}
};
