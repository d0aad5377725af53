import type { HelpTopic } from '../help.ts';

export const search: HelpTopic = {
	id: 'search',
	area: '/customers',
	see: ['data', 'keyboard', 'offline'],
	texts: {
		'pt-BR': {
			title: 'Pesquisar clientes',
			lead: 'Acha o cliente pelo que você tem na mão: nome, CPF, telefone, MAC, IP, protocolo, boleto…',
			sections: [
				{
					heading: 'Como pesquisar',
					text: [
						'Digite na caixa: o resultado aparece enquanto escreve. “Todos os campos” reconhece sozinho o que foi digitado e mostra em que campo achou.',
						'Em Pesquisar em… escolha um campo só. Contém acha em qualquer lugar do texto; Igual, só o valor inteiro.',
						'Acentos, pontos e traços não importam. No MAC os separadores aparecem sozinhos. Data de início aceita dia, mês ou período.'
					]
				},
				{
					heading: 'Itens apagados',
					text: ['E-mails, logins, IP/MAC e terminais apagados continuam pesquisáveis, marcados como apagados.']
				},
				{ heading: 'Fora deste computador', text: ['O que este computador não guarda é procurado no centro, e vem marcado.'] },
				{
					heading: 'Teclado',
					terms: [
						['↑ ↓', 'Anda pelo resultado.'],
						['Enter', 'Abre o cadastro.']
					]
				}
			]
		},
		en: {
			title: 'Finding customers',
			lead: 'By whatever you have at hand: name, CPF, phone, MAC, IP, protocol, boleto…',
			sections: [
				{
					heading: 'How',
					text: [
						'Type: results appear as you write. “All fields” recognises what was typed and shows where it was found.',
						'Or choose one field. Contains finds it anywhere; Equals only the whole value.',
						'Accents, dots and dashes do not matter. A start date takes a day, a month or a range.'
					]
				},
				{ heading: 'Deleted items', text: ['Deleted e-mails, logins, IP/MAC and terminals stay searchable, marked as deleted.'] },
				{ heading: 'Beyond this computer', text: ['What this computer does not hold is looked for at the centre, and marked.'] },
				{
					heading: 'Keys',
					terms: [
						['↑ ↓', 'Through the results.'],
						['Enter', 'Opens the record.']
					]
				}
			]
		}
	}
};
