import type { HelpTopic } from '../help.ts';

export const invoices: HelpTopic = {
	id: 'invoices',
	see: ['plans', 'delinquency', 'bank-files', 'payment-methods'],
	texts: {
		'pt-BR': {
			title: 'Faturas',
			lead: 'As faturas do cliente que são cobradas por boleto.',
			sections: [
				{
					heading: 'O que aparece',
					text: [
						'Só faturas em boleto. As de débito em conta, cartão e conta telefônica não aparecem aqui.',
						'De e Até limitam pelo vencimento. Clique no título de uma coluna para ordenar; clique de novo para inverter.'
					]
				},
				{
					heading: 'Colunas',
					terms: [
						['Nr. Documento', 'O número interno que identifica o boleto.'],
						['Dt. Vencimento', 'O dia em que vence. Em fim de semana ou feriado paga-se no dia útil seguinte, sem acréscimo.'],
						['Vl. Fatura', 'O valor total.'],
						['Saldo Fatura', 'O que falta pagar.']
					]
				},
				{
					heading: 'Boleto',
					terms: [
						[
							'Ver Boleto Web',
							'Abre o boleto em outra aba, com código de barras, linha digitável e PIX, e o valor de hoje se está vencido. Precisa de conexão.'
						],
						[
							'Enviar Boleto (por email)',
							'Para os e-mails do cadastro e dos contatos que você marcar, ou um digitado. O resultado de cada um aparece embaixo, em E-mails enviados.'
						],
						['Baixar PDF', 'Um boleto, ou vários em um arquivo só.'],
						[
							'Reemitir boleto recusado',
							'Quando o banco recusou o boleto e a fatura ainda não venceu: outro nosso número, que vai na próxima remessa.'
						]
					]
				},
				{
					heading: 'Pagamento e acordo',
					terms: [
						[
							'Registrar pagamento',
							'O que foi recebido no balcão, com multa e juros calculados; dá para imprimir o recibo. Sem fatura selecionada, escolhe-se ali qualquer uma em aberto, também de cartão ou débito. A suspensão por débito termina sozinha quando o débito é pago.'
						],
						['Pagamentos', 'O que já foi pago, com recibo e Estornar. Precisa de conexão.'],
						['Promessa de pagamento', 'Até quando o cliente promete pagar: a suspensão espera.'],
						['Parc. Dívida', 'As faturas escolhidas dão lugar a parcelas novas, cada uma com seu boleto.']
					]
				},
				{ heading: 'Quem vê', text: ['O técnico não vê esta área. Pagamentos e acordos são do financeiro e da gerência.'] }
			]
		},
		en: {
			title: 'Invoices',
			lead: 'The customer’s invoices that are collected by boleto.',
			sections: [
				{
					heading: 'What is listed',
					text: [
						'Boleto invoices only. Those by bank debit, card and phone bill are not listed here.',
						'From and Until limit by due date. Click a column’s title to sort; again to turn the order.'
					]
				},
				{
					heading: 'Columns',
					terms: [
						['Document number', 'The internal number that identifies the boleto.'],
						['Due date', 'On a weekend or holiday it is paid on the next business day at no charge.'],
						['Amount', 'The total.'],
						['Balance', 'What is still to be paid.']
					]
				},
				{
					heading: 'Boleto',
					terms: [
						[
							'View boleto on the web',
							'Opens it in another tab, with barcode, line and PIX, and today’s amount if it is overdue. Needs a connection.'
						],
						[
							'Send boleto (by e-mail)',
							'To those e-mails of the record and the contacts that you tick, or a typed one. Each result appears below, under E-mails sent.'
						],
						['Download PDF', 'One boleto, or several in one file.'],
						[
							'Reissue a refused boleto',
							'When the bank has refused it and the invoice is not due yet: another number, which the next file takes to the bank.'
						]
					]
				},
				{
					heading: 'Payment and agreement',
					terms: [
						[
							'Enter a payment',
							'What was received at the desk, with fine and interest worked out; the receipt can be printed. Without a selected invoice any open one is chosen there, by card or debit too. A suspension by debt ends by itself when the debt is paid.'
						],
						['Payments', 'What was paid, with receipt and taking back. Needs a connection.'],
						['Promise to pay', 'Until when the customer says to pay: suspension waits.'],
						['Debt in instalments', 'The chosen invoices give way to new instalments, each with its boleto.']
					]
				},
				{ heading: 'Who sees it', text: ['Technicians do not see this area. Payments and agreements belong to finance and management.'] }
			]
		}
	}
};
