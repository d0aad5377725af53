import type { HelpTopic } from '../help.ts';

export const contracts: HelpTopic = {
	id: 'contracts',
	see: ['data', 'documents', 'settings'],
	texts: {
		'pt-BR': {
			title: 'Contratos',
			lead: 'Os contratos do cliente: número, plano, assinatura, situação; e a impressão.',
			sections: [
				{
					heading: 'Imprimir contrato',
					text: [
						'Abre o contrato preenchido com os dados do cliente e do plano. Com a variável “Imprime Contrato Editável em HTML?” em Sim, o texto pode ser mudado antes de imprimir; em Não, é só leitura.',
						'O que for mudado vale só para esta impressão e não é gravado. Para guardar o contrato assinado, envie o arquivo em Documentos.'
					]
				},
				{ heading: 'Pesquisar', text: ['O número do contrato também acha o cliente, em Pesquisar em… Número do contrato.'] }
			]
		},
		en: {
			title: 'Contracts',
			lead: 'The customer’s contracts: number, plan, signature, status; and printing.',
			sections: [
				{
					heading: 'Printing',
					text: [
						'Opens the contract with the data of the customer and the plan. With the variable on, the text can be changed before printing; off, it is only read.',
						'Changes count for this print alone and are not stored. To keep the signed contract, send the file under Documents.'
					]
				},
				{ heading: 'Search', text: ['Customers can be found by contract number too.'] }
			]
		}
	}
};
