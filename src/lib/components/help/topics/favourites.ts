import type { HelpTopic } from '../help.ts';

export const favourites: HelpTopic = {
	id: 'favourites',
	see: ['keyboard'],
	texts: {
		'pt-BR': {
			title: 'Favoritos',
			lead: 'As opções do cadastro que você mais usa, no topo da lista de qualquer aba.',
			sections: [
				{
					heading: 'Como usar',
					text: [
						'A estrela ao lado de cada opção adiciona aos favoritos; clicar de novo tira. A ordem é a em que foram marcadas.',
						'Favoritos são seus: acompanham você em qualquer computador e não mudam os dos colegas.'
					]
				}
			]
		},
		en: {
			title: 'Favourites',
			lead: 'The options of the record you use most, at the top of the list in every tab.',
			sections: [
				{
					heading: 'How',
					text: [
						'The star beside an option adds it; once more takes it away. They stand in the order in which they were marked.',
						'Favourites are yours: they follow you to any computer.'
					]
				}
			]
		}
	}
};
