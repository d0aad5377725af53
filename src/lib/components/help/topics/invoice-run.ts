import type { HelpTopic } from '../help.ts';

export const invoiceRun: HelpTopic = {
	id: 'invoice-run',
	area: '/billing',
	see: ['invoices', 'bank-files', 'jobs', 'settings'],
	texts: {
		'pt-BR': {
			title: 'Faturamento',
			lead: 'Gera as faturas de um mês, por filial e dia de vencimento, com prévia e confirmação.',
			sections: [
				{
					heading: 'Gerar faturas',
					text: [
						'Escolha a competência (o mês do serviço), o mês em que vencem e os vencimentos. Ver prévia calcula no centro, com a mesma regra, e não grava nada.',
						'A prévia mostra quantas faturas, o valor, quem fica de fora e por quê, e o que merece atenção: planos sem forma de cobrança, com preço zero, ou faturas que ficariam sem boleto.',
						'A confirmação repete os números. Depois disso o centro trabalha sozinho: você pode sair da tela, e todos que podem faturar veem a barra andar.'
					]
				},
				{
					heading: 'Durante e depois',
					terms: [
						['Cancelar', 'Para depois da parte em que está. O que foi gerado fica.'],
						['Tentar de novo', 'Continua de onde parou e tenta outra vez os clientes com problema. Ninguém é faturado duas vezes.'],
						[
							'Desfazer',
							'Cancela as faturas que ninguém pagou e cujo boleto ainda não está no banco. O que elas cobravam pode ser faturado de novo.'
						]
					]
				},
				{
					heading: 'Se o centro parar',
					text: ['Ao voltar, o faturamento continua sozinho na parte seguinte. As tarefas aparecem em Painel, Tarefas do sistema.']
				}
			]
		},
		en: {
			title: 'Billing',
			lead: 'Makes the invoices of a month, by branch and due day, with preview and confirmation.',
			sections: [
				{
					heading: 'Make invoices',
					text: [
						'Choose the month that is billed, the month in which invoices fall due, and the due days. Preview works it out at the centre, by the same rule, and writes nothing.',
						'The preview shows how many invoices, the amount, who is left out and why, and what wants attention: plans without a billing method, at no price, or invoices that would get no slip.',
						'The confirmation repeats the numbers. Then the centre works by itself: you can leave the screen, and everybody who may bill sees the bar move.'
					]
				},
				{
					heading: 'Meanwhile and afterwards',
					terms: [
						['Cancel', 'Stops after the present part. What was made stays.'],
						['Try again', 'Goes on where it was left and tries customers with a problem once more. Nobody is billed twice.'],
						['Undo', 'Cancels invoices that nobody has paid and whose slip is not at the bank yet. What they charged can be billed again.']
					]
				},
				{
					heading: 'If the centre stops',
					text: ['When it is back, the run goes on by itself with the next part. Jobs are listed under Settings, System jobs.']
				}
			]
		}
	}
};
