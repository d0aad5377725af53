import type { HelpTopic } from '../help.ts';

export const data: HelpTopic = {
	id: 'data',
	see: ['options', 'addresses', 'contacts', 'history', 'offline'],
	texts: {
		'pt-BR': {
			title: 'Dados Cadastro',
			lead: 'O cadastro do cliente: quem é, onde mora, como falar com ele e para onde vai a cobrança.',
			sections: [
				{
					heading: 'Campos',
					terms: [
						['Código', 'Número do cliente. Sai de um bloco reservado para este computador: é definitivo mesmo sem conexão.'],
						['Tipo do cliente', 'Pessoa Física ou Jurídica. Decide quais campos existem e que documento se pede.'],
						['Razão Social / Nome', 'Razão social da empresa; na pessoa física, o nome do cliente.'],
						['Nome Fantasia e I.Est.', 'Só existem para pessoa jurídica.'],
						['CNPJ / CPF', 'CNPJ para pessoa jurídica (também o alfanumérico), CPF para pessoa física. Os dígitos são conferidos.'],
						['Cond.', 'Nome do condomínio, se mora em apartamento.'],
						['Endereço de cobrança', 'Preencha quando a cobrança vai para outro lugar. Vazio: vale o endereço do cadastro.'],
						['Observações', 'Texto que várias pessoas escrevem ao mesmo tempo; salva sozinho.']
					]
				},
				{
					heading: 'Editar',
					text: [
						'Cada grupo tem o seu Editar. Os títulos em negrito são obrigatórios. Só o que foi mudado é gravado: se outra pessoa mudou outro campo, nada se perde.',
						'Se alguém mudou o mesmo campo antes de a sua alteração chegar ao centro, um aviso no cadastro diz o que havia e quem escreveu.'
					]
				},
				{
					heading: 'Teclado',
					terms: [
						['Ctrl+S', 'Salva o grupo em edição.'],
						['Esc', 'Desiste; pergunta antes se algo seria perdido.']
					]
				}
			]
		},
		en: {
			title: 'Registration',
			lead: 'The customer’s registration: who it is, where they live, how to reach them and where bills go.',
			sections: [
				{
					heading: 'Fields',
					terms: [
						['Code', 'The customer’s number, from a block reserved for this computer: final even without a connection.'],
						['Type', 'Natural or legal person. It decides which fields exist and which document is asked for.'],
						['Name', 'Company name of a legal person; a natural person’s own name.'],
						['Trade name and state registration', 'Only legal persons have them.'],
						['CNPJ / CPF', 'CNPJ of a legal person (alphanumeric ones too), CPF of a natural one. Check digits are verified.'],
						['Condominium', 'Its name, if the customer lives in a flat.'],
						['Billing address', 'Only when bills go elsewhere. Empty: the address above.'],
						['Remarks', 'A text that several people write at once; it saves itself.']
					]
				},
				{
					heading: 'Editing',
					text: [
						'Each group has its own Edit. Titles in bold are mandatory. Only what was changed is stored, so nobody’s other change is lost.',
						'If somebody changed the same field before your change reached the centre, a notice in the record says what was there and who wrote it.'
					]
				},
				{
					heading: 'Keys',
					terms: [
						['Ctrl+S', 'Saves the group being edited.'],
						['Esc', 'Gives up; asks first if something would be lost.']
					]
				}
			]
		}
	}
};
