import type { HelpTopic } from '../help.ts';

export const paymentMethods: HelpTopic = {
	id: 'payment-methods',
	see: ['options', 'data'],
	texts: {
		'pt-BR': {
			title: 'Dados Débitos',
			lead: 'Como o cliente autorizou o débito: em conta, no cartão ou na conta telefônica.',
			sections: [
				{
					heading: 'Três tipos',
					terms: [
						['Débito em Conta', 'Agência, número e tipo da conta, código identificador.'],
						[
							'Cartão',
							'Número e código de segurança vão direto à operadora e nunca são gravados: ficam bandeira, quatro últimos dígitos e validade. Precisa de conexão.'
						],
						['Débito em Conta Telefônica', 'Telefone com DDD e número do contrato.']
					]
				},
				{
					heading: 'Regras',
					text: [
						'O formulário mostra só os campos da forma de cobrança escolhida; ela não muda depois de salva.',
						'Autorização de Débito imprime a folha que o cliente assina. Status Débito diz em que pé está: pendente, enviado, autorizado, recusado ou cancelado.',
						'O técnico não vê esta área.'
					]
				}
			]
		},
		en: {
			title: 'Payment data',
			lead: 'How the customer authorised the debit: bank account, card or phone bill.',
			sections: [
				{
					heading: 'Three kinds',
					terms: [
						['Bank account', 'Branch, number and kind of account, identifier code.'],
						[
							'Card',
							'Number and security code go straight to the processor and are never stored: brand, last four digits and expiry are. Needs a connection.'
						],
						['Phone bill', 'Phone with area code, and contract number.']
					]
				},
				{
					heading: 'Rules',
					text: [
						'The form shows only the fields of the chosen billing method, which does not change once saved.',
						'The debit authorisation is the sheet the customer signs. The status says how far it is.',
						'Technicians do not see this area.'
					]
				}
			]
		}
	}
};
