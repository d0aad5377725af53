import type { HelpTopic } from '../help.ts';

export const report: HelpTopic = {
	id: 'report',
	see: ['delinquency'],
	texts: {
		'pt-BR': {
			title: 'Relatório de inadimplentes',
			lead: 'As contas em atraso por cliente, com valores, datas e totais, na tela, no papel ou em arquivo.',
			sections: [
				{
					heading: 'Tipo do Relatório',
					terms: [
						['Visualizar impressão, HTML, MS-Excel, MS-Word, RTF, XML', 'Feitos neste computador, também sem conexão.'],
						['PDF, JPG, GIF, TIF', 'Feitos no centro: precisam de conexão. Muitas páginas em JPG ou GIF vêm em um arquivo compactado.'],
						['Incluir fontes no arquivo PDF de saída', 'O arquivo fica maior e igual em qualquer computador.'],
						['Saída do Excel em texto plano', 'Todas as células são texto, para programas que estragam números e datas.'],
						['Saída em formato Excel plano total', 'Uma tabela só, com o cliente em cada linha: boa para filtrar e somar.'],
						['Manter arquivo(s) de imagens no resultado', 'O gráfico vai dentro do HTML.']
					]
				},
				{
					heading: 'O que entra',
					terms: [
						['Registros', 'Todos, os próximos a partir do cursor, ou só um, pelo número. Os totais são do que entrou.'],
						['Relatório sem Cabeçalho', 'Sem o nome do provedor, a data e quem emitiu.'],
						['Só resumo de relatório', 'Só os totais de cada cliente e o geral.'],
						['Mostrar Status da Conversão', 'O andamento, enquanto o arquivo é feito. Interromper não salva nada.']
					]
				},
				{
					heading: 'De quem',
					text: ['Dos clientes selecionados; sem ninguém selecionado, de todos os da lista.']
				}
			]
		},
		en: {
			title: 'Report of the delinquent',
			lead: 'Overdue accounts per customer, with values, dates and totals, on screen, on paper or as a file.',
			sections: [
				{
					heading: 'Kind of report',
					terms: [
						['Print preview, HTML, MS-Excel, MS-Word, RTF, XML', 'Made on this computer, without a connection too.'],
						['PDF, JPG, GIF, TIF', 'Made at the centre: they need a connection. Several pages as JPG or GIF come in one archive.'],
						['Include fonts in the PDF file', 'A larger file, which looks the same everywhere.'],
						['Excel output as plain text', 'Every cell is text, for programs that spoil numbers and dates.'],
						['Fully flat Excel output', 'One table with the customer in every line: good to filter and add up.'],
						['Keep image file(s) in the result', 'The chart is inside the HTML.']
					]
				},
				{
					heading: 'What goes in',
					terms: [
						['Records', 'All, the next ones from the cursor, or only one, by its number. Totals are of what went in.'],
						['Report without header', 'Without the provider’s name, the date and who made it.'],
						['Report summary only', 'Only the totals of each customer and of all.'],
						['Show conversion status', 'How far it is, while the file is made. Stopping saves nothing.']
					]
				},
				{ heading: 'Of whom', text: ['Of the selected customers; with nobody selected, of everybody listed.'] }
			]
		}
	}
};
