import type { HelpTopic } from '../help.ts';

export const bankFiles: HelpTopic = {
	id: 'bank-files',
	area: '/bank-files',
	see: ['invoices', 'invoice-run', 'jobs'],
	texts: {
		'pt-BR': {
			title: 'Arquivos do banco',
			lead: 'Remessas que vão ao banco, retornos que vêm dele, e o dinheiro que espera a decisão de uma pessoa.',
			sections: [
				{
					heading: 'Remessa',
					text: [
						'Gerar remessa reúne os boletos que o banco ainda não conhece e as baixas e alterações de vencimento. Baixe o arquivo e entregue-o ao banco: aqui nada é enviado sozinho.',
						'O número sequencial é do centro, sem falhas nem repetições.'
					]
				},
				{
					heading: 'Retorno',
					text: [
						'Enviar retorno lê do próprio arquivo o banco e a conta. A baixa anda sozinha, em partes, e pode ser acompanhada por todos.',
						'O mesmo arquivo, ou a mesma linha em outro arquivo, não é baixado duas vezes. Ver linhas mostra cada uma como veio e o que foi feito dela.'
					],
					terms: [
						['Baixados', 'Pagamentos que encontraram a sua fatura.'],
						['A conferir', 'O que uma pessoa precisa decidir.'],
						['Repetidos', 'Linhas que já tinham vindo.'],
						['Ilegíveis', 'Linhas guardadas que não seguem o leiaute do banco.']
					]
				},
				{
					heading: 'A conferir',
					text: [
						'Número desconhecido, fatura já paga, valor que não bate, pagamento devolvido, boleto recusado. Também um PIX sem fatura. Nada se perde nem é decidido sozinho.'
					],
					terms: [
						['Baixar assim mesmo', 'Conta para a fatura encontrada: quita, paga uma parte ou deixa crédito.'],
						['Escolher a fatura', 'Pelo número, quando nenhuma foi encontrada.'],
						['Estornar o pagamento', 'Quando o banco devolveu o dinheiro: a fatura volta a ficar em aberto.'],
						['Encerrar sem baixar', 'Com o motivo.']
					]
				},
				{ heading: 'Quem usa', text: ['Financeiro e gerência. Os arquivos ficam só no centro e precisam de conexão.'] }
			]
		},
		en: {
			title: 'Bank files',
			lead: 'Files that go to the bank, return files that come from it, and money that waits for a person.',
			sections: [
				{
					heading: 'Files for the bank (remessa)',
					text: [
						'Make a file for the bank gathers boletos that the bank does not know yet, and cancellations and changes of due date. Download the file and hand it to the bank: nothing is sent by itself.',
						'Its sequence number comes from the centre, without gaps or repetitions.'
					]
				},
				{
					heading: 'Return files (retorno)',
					text: [
						'Bank and account are read from the file itself. Settlement goes on by itself, in parts, and everybody can follow it.',
						'The same file, or the same line in another file, is not settled twice. See lines shows each as it came and what was done with it.'
					],
					terms: [
						['Settled', 'Payments that found their invoice.'],
						['To check', 'What a person has to decide.'],
						['Repeated', 'Lines that had come before.'],
						['Unreadable', 'Lines that are kept and do not follow the bank’s layout.']
					]
				},
				{
					heading: 'To check',
					text: [
						'An unknown number, an invoice paid already, an odd amount, a returned payment, a refused boleto. A PIX without an invoice too. Nothing is lost, and nothing decided by itself.'
					],
					terms: [
						['Settle as it is', 'Counts for the invoice that was found: settles it, pays a part or leaves credit.'],
						['Choose the invoice', 'By its number, when none was found.'],
						['Take the payment back', 'When the bank returned the money: the invoice is open again.'],
						['Close without settling', 'With the reason.']
					]
				},
				{ heading: 'Who uses it', text: ['Finance and management. The files are kept at the centre and need a connection.'] }
			]
		}
	}
};
