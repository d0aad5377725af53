import type { HelpTopic } from '../help.ts';

export const keyboard: HelpTopic = {
	id: 'keyboard',
	see: ['search', 'favourites'],
	texts: {
		'pt-BR': {
			title: 'Teclado',
			lead: 'Tudo o que é frequente se faz sem o mouse.',
			sections: [
				{
					heading: 'Em qualquer lugar',
					terms: [
						['F1', 'Ajuda da área em que você está.'],
						['F2 ou Ctrl+K', 'Procurar clientes, telas e comandos.'],
						['Ctrl+1…9 ou Alt+1…9', 'Vai a um cliente aberto.'],
						['Alt+W', 'Fecha o cliente à vista.'],
						['Ctrl+S', 'Salva o que está sendo editado.'],
						['Esc', 'Fecha ou desiste; pergunta se algo seria perdido.']
					]
				},
				{
					heading: 'Em listas',
					terms: [
						['↑ ↓ Home End', 'Anda pelas linhas.'],
						['Enter ou clique duplo', 'Abre.'],
						['Espaço, Shift, Ctrl', 'Seleciona várias.'],
						['Ctrl+C', 'Copia as linhas para colar numa planilha.']
					]
				}
			]
		},
		en: {
			title: 'Keyboard',
			lead: 'Everything frequent can be done without the mouse.',
			sections: [
				{
					heading: 'Anywhere',
					terms: [
						['F1', 'Help for the area you are in.'],
						['F2 or Ctrl+K', 'Find customers, screens and commands.'],
						['Ctrl+1…9 or Alt+1…9', 'To an open customer.'],
						['Alt+W', 'Closes the customer in view.'],
						['Ctrl+S', 'Saves what is being edited.'],
						['Esc', 'Closes or gives up; asks if something would be lost.']
					]
				},
				{
					heading: 'In lists',
					terms: [
						['↑ ↓ Home End', 'Through the rows.'],
						['Enter or double click', 'Opens.'],
						['Space, Shift, Ctrl', 'Selects several.'],
						['Ctrl+C', 'Copies rows for a sheet.']
					]
				}
			]
		}
	}
};
