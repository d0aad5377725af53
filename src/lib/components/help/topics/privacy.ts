import type { HelpTopic } from '../help.ts';

export const privacy: HelpTopic = {
	id: 'privacy',
	see: ['history', 'data', 'documents'],
	texts: {
		'pt-BR': {
			title: 'Privacidade',
			lead: 'Quem abriu este cadastro, e os direitos do titular dos dados (LGPD).',
			sections: [
				{
					heading: 'Quem abriu',
					text: [
						'Cada abertura, impressão e exportação do cadastro, com pessoa, hora e IP. Também o que foi aberto sem conexão: chega depois, com a hora certa.',
						'O registro fica só no centro e precisa de conexão.'
					]
				},
				{
					heading: 'Direitos do titular',
					terms: [
						['Exportar', 'Tudo o que o provedor guarda da pessoa, em JSON ou PDF, sem senhas nem números de cartão.'],
						[
							'Anonimizar',
							'Apaga os dados pessoais aqui e em todos os computadores; ficam faturas, planos e contratos, sem nome. Não tem volta, e é recusado enquanto houver plano em vigor.'
						]
					]
				}
			]
		},
		en: {
			title: 'Privacy',
			lead: 'Who opened this record, and the rights of the person it is about (LGPD).',
			sections: [
				{
					heading: 'Who opened it',
					text: [
						'Every opening, print and export of the record, with person, time and IP. What was opened without a connection arrives later, with its own time.',
						'The log is kept at the centre only and needs a connection.'
					]
				},
				{
					heading: 'Rights of the person',
					terms: [
						['Export', 'All that the provider keeps of the person, as JSON or PDF, without passwords or card numbers.'],
						[
							'Anonymise',
							'Erases personal data here and on every computer; invoices, plans and contracts stay without a name. There is no way back, and it is refused while a plan is in force.'
						]
					]
				}
			]
		}
	}
};
