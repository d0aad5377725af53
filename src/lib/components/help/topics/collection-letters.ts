import type { HelpTopic } from '../help.ts';

export const collectionLetters: HelpTopic = {
	id: 'collection-letters',
	see: ['delinquency', 'message-templates', 'contacts', 'options'],
	texts: {
		'pt-BR': {
			title: 'Cartas de cobrança e SMS',
			lead: 'Avisa muitos clientes de uma vez, por e-mail ou SMS, cada um com os seus dados e um resultado próprio.',
			sections: [
				{
					heading: 'Carta de Cobrança por E-mail',
					text: [
						'O texto é um modelo do Painel. A prévia mostra, cliente por cliente, o que cada um vai ler; os boletos vencidos vão em anexo.',
						'Cada cliente recebe a mesma carta no máximo uma vez por dia, mesmo que duas pessoas a enviem.',
						'Uma carta entregue ao servidor de e-mail conta como aviso do débito: dela corre o prazo legal da suspensão. Se voltar de todos os endereços, deixa de contar.'
					],
					terms: [
						['Destino', 'Todos os e-mails, só o do cadastro, ou o dos contatos de um tipo.'],
						['PreWiew', 'Abre em outra aba o boleto do cliente.'],
						['Salvar relação (.XLS)', 'Quem ficou sem a carta e por quê: sem e-mail, e-mail inválido, recusado, não quer ser avisado.']
					]
				},
				{
					heading: 'Sms',
					text: [
						'Só vai para contatos com celular que autorizaram, nos horários permitidos; fora deles a mensagem espera. Domingos e feriados, nunca.',
						'O assunto do remetente abre a mensagem. Só remetentes marcados “SMS” no Painel podem ser escolhidos.',
						'Antes de enviar aparecem celulares, partes e custo. Letras como “ã” e “ç” reduzem cada parte de 160 para 70 caracteres; “Sem acentos” as troca.'
					],
					terms: [
						['Na fila, Aguarda o horário', 'Ainda não saiu.'],
						['Enviado, Entregue', 'Saiu; chegou ao celular, quando a operadora confirma.'],
						['Não enviado', 'Com o motivo. Se a conexão cai no meio e não se sabe se saiu, não é repetido: ninguém recebe duas vezes.']
					]
				},
				{
					heading: 'Sem conexão',
					text: ['O pedido fica guardado neste computador e sai quando a conexão voltar. A janela pode ser fechada.']
				},
				{
					heading: 'Quem envia',
					text: ['Cartas por e-mail: financeiro e gerência. SMS: também o atendimento.']
				}
			]
		},
		en: {
			title: 'Collection letters and SMS',
			lead: 'Tells many customers at once, by e-mail or SMS, each with their own data and a result of their own.',
			sections: [
				{
					heading: 'Collection letter by e-mail',
					text: [
						'Its text is a template of the panel. The preview shows what each customer will read; overdue boletos are attached.',
						'Each customer gets the same letter once a day at most, also when two people send it.',
						'A letter that the mail server took is a notice of the debt: the days that the law asks for before a suspension run from it. If it comes back from every address, it no longer counts.'
					],
					terms: [
						['Destination', 'All e-mails, that of the record only, or those of contacts of one type.'],
						['Preview boleto', 'Opens the customer’s boleto in another tab.'],
						['Save list (.XLS)', 'Who got no letter and why: no e-mail, a bad one, refused, does not want letters.']
					]
				},
				{
					heading: 'SMS',
					text: [
						'Only to contacts with a mobile who agreed to it, in the hours allowed; outside of them it waits. Never on Sundays and holidays.',
						'The sender’s subject heads the message. Only senders marked “SMS” in the panel can be chosen.',
						'Mobiles, parts and cost are shown before sending. Letters such as “ã” and “ç” take a part from 160 down to 70 characters; “Without accents” replaces them.'
					],
					terms: [
						['Queued, Waits for the hours', 'Has not gone out yet.'],
						['Sent, Delivered', 'Went out; reached the mobile, where the operator says so.'],
						[
							'Not sent',
							'With the reason. When the line breaks and nobody knows whether it went out, it is not repeated: nobody gets it twice.'
						]
					]
				},
				{
					heading: 'Without a connection',
					text: ['It is kept on this computer and goes out when the connection is back. The window can be closed.']
				},
				{ heading: 'Who sends', text: ['Letters by e-mail: finance and management. SMS: the front desk too.'] }
			]
		}
	}
};
