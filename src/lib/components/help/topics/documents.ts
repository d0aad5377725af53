import type { HelpTopic } from '../help.ts';

export const documents: HelpTopic = {
	id: 'documents',
	see: ['history', 'offline'],
	texts: {
		'pt-BR': {
			title: 'Gerenciador de Documentos',
			lead: 'Arquivos do cliente: contratos assinados, documentos, fotos da instalação.',
			sections: [
				{
					heading: 'Enviar e abrir',
					text: [
						'Arraste o arquivo ou escolha Enviar. O envio mostra o andamento e continua de onde parou se a conexão cair.',
						'Clique duplo abre o registro: data, descrição e observação. Só descrição e observação podem ser mudadas depois.',
						'Imagens e PDF têm pré-visualização; Download salva o arquivo neste computador.'
					]
				},
				{ heading: 'Sem conexão', text: ['A lista continua aqui; os arquivos ficam no centro e precisam de conexão para abrir ou enviar.'] }
			]
		},
		en: {
			title: 'Documents',
			lead: 'The customer’s files: signed contracts, documents, photographs of the installation.',
			sections: [
				{
					heading: 'Sending and opening',
					text: [
						'Drop the file or choose Send. Progress is shown, and it goes on where it stopped when the line drops.',
						'A double click opens the entry: date, description and remark. Only the last two can be changed later.',
						'Images and PDF have a preview; Download saves the file on this computer.'
					]
				},
				{ heading: 'Without a connection', text: ['The list stays; the files are at the centre and need a connection.'] }
			]
		}
	}
};
