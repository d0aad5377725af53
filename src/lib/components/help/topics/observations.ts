import type { HelpTopic } from '../help.ts';

export const observations: HelpTopic = {
	id: 'observations',
	see: ['history', 'tickets'],
	texts: {
		'pt-BR': {
			title: 'Observações e Leitura Obrigatória',
			lead: 'Recados sobre o cliente. Com leitura obrigatória, quem abre o cadastro lê antes de atender.',
			sections: [
				{
					heading: 'Nova observação',
					text: [
						'Novo Obs: data e usuário são preenchidos pelo sistema. Escolha o tipo e escreva; a primeira linha é o título na lista.',
						'O que foi digitado e não salvo fica guardado neste computador, mesmo fechando a página.'
					]
				},
				{
					heading: 'Leitura Obrigatória',
					text: [
						'Sim: a janela aparece a cada abertura do cadastro, e na hora em quem já está com ele aberto. Só fecha depois da última observação.',
						'Cada leitura fica registrada com pessoa, hora e versão do texto. Sem conexão também: chega depois com a hora certa.',
						'Para parar, edite a observação e escolha Não.'
					]
				},
				{
					heading: 'Na janela',
					terms: [
						['Data da Mensagem', 'Vai direto a uma das observações.'],
						['1 de 2', 'Quantas há e em qual você está.'],
						['Fechar', 'Libera o cadastro depois de ler todas.']
					]
				}
			]
		},
		en: {
			title: 'Observations and mandatory reading',
			lead: 'Notes about the customer. With mandatory reading, whoever opens the record reads them first.',
			sections: [
				{
					heading: 'A new one',
					text: [
						'Date and user are filled in by the system. Choose the type and write; the first line is the title in the list.',
						'What was typed and not saved stays on this computer, even when the page is closed.'
					]
				},
				{
					heading: 'Mandatory reading',
					text: [
						'Yes: the window appears at every opening of the record, and at once where it is open. It closes only after the last one.',
						'Each reading is recorded with person, time and wording. Offline too: it arrives later with its own time.',
						'To end it, edit the observation and choose No.'
					]
				},
				{
					heading: 'In the window',
					terms: [
						['Date of the message', 'Goes straight to one of them.'],
						['1 of 2', 'How many there are, and which one you are at.'],
						['Close', 'Opens the record once all were read.']
					]
				}
			]
		}
	}
};
