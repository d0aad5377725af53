import type { HelpTopic } from '../help.ts';

export const history: HelpTopic = {
	id: 'history',
	see: ['data', 'offline'],
	texts: {
		'pt-BR': {
			title: 'Histórico',
			lead: 'Toda alteração do cadastro e do que pende dele, escrita pelo próprio banco de dados: ninguém consegue mudar sem deixar linha.',
			sections: [
				{
					heading: 'O que mostra',
					terms: [
						['Data', 'Quando a alteração chegou ao centro.'],
						['Usuário', 'Login de quem fez. “Fora do sistema” quando foi direto no banco.'],
						['IP', 'Endereço da máquina de onde veio.'],
						['Detalhe', 'Embaixo da lista: cada campo, antes e depois.']
					]
				},
				{ heading: 'Sem conexão', text: ['O histórico fica só no centro e precisa de conexão. O do Painel é da gerência.'] }
			]
		},
		en: {
			title: 'History',
			lead: 'Every change of the registration and of what hangs on it, written by the database itself: nobody changes anything without leaving a line.',
			sections: [
				{
					heading: 'What it shows',
					terms: [
						['Date', 'When the change reached the centre.'],
						['User', 'Login of who made it; “outside the system” when it was made in the database.'],
						['IP', 'Address of the machine it came from.'],
						['Detail', 'Below the list: each field, before and after.']
					]
				},
				{ heading: 'Without a connection', text: ['History is kept at the centre only. The panel’s is for management.'] }
			]
		}
	}
};
