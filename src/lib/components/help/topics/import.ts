import type { HelpTopic } from '../help.ts';

export const importing: HelpTopic = {
	id: 'import',
	area: '/settings/import',
	see: ['settings', 'data'],
	texts: {
		'pt-BR': {
			title: 'Importação',
			lead: 'Clientes e contatos de uma planilha XLSX ou CSV.',
			sections: [
				{
					heading: 'Passos',
					text: [
						'Escolha o arquivo, diga que coluna é qual campo e confira: cada linha com problema aparece com o motivo, e nada é gravado ainda.',
						'Ao importar, o andamento aparece para todos. A importação inteira pode ser desfeita depois. É da gerência e precisa de conexão.'
					]
				}
			]
		},
		en: {
			title: 'Import',
			lead: 'Customers and contacts from an XLSX or CSV sheet.',
			sections: [
				{
					heading: 'Steps',
					text: [
						'Choose the file, say which column is which field, and check: each bad line is shown with its reason, and nothing is stored yet.',
						'Progress is shown to everybody. The whole import can be undone later. For management, and with a connection.'
					]
				}
			]
		}
	}
};
