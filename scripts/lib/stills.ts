/** A screen that needs nothing but to be opened: what its picture is called, where it is, and the heading by which it is there. */
export interface Still {
	readonly name: string;
	readonly path: string;
	readonly heading: string;
}

/** Options of a customer's record, tickets and settings; the screens in which something happens are in screenshots.ts. */
export const stills = (customerId: string): readonly Still[] => [
	...(
		[
			['options', 'Outras Opções'],
			['extra-fields', 'Campos Extras'],
			['addresses', 'Outros Endereços'],
			['contacts', 'Contatos'],
			['payment-methods', 'Dados Débitos'],
			['contracts', 'Contratos'],
			['documents', 'Documentos'],
			['duplicates', 'Cadastros duplicados'],
			['privacy', 'Privacidade'],
			['favourites', 'Favoritos']
		] as const
	).map(([option, heading]) => ({ name: `record-${option}`, path: `/customers/${customerId}/registration/${option}`, heading })),
	{ name: 'record-print', path: `/customers/${customerId}/registration/print`, heading: '' },
	{ name: 'record-tickets', path: `/customers/${customerId}/tickets`, heading: 'Atendimentos' },
	{ name: 'tickets', path: '/tickets', heading: 'Atendimentos' },
	{ name: 'work-orders', path: '/work-orders', heading: 'Ordens de serviço' },
	{ name: 'invoice-run', path: '/billing', heading: 'Faturamento' },
	{ name: 'bank-files', path: '/bank-files', heading: 'Arquivos do banco' },
	...(
		[
			['contact-types', 'Tipos de contato'],
			['extra-fields', 'Campos extras'],
			['billing-methods', 'Formas de cobrança'],
			['collection-accounts', 'Contas de cobrança'],
			['jobs', 'Tarefas do sistema'],
			['message-templates', 'Modelos de mensagem'],
			['ticket-types', 'Tipos de atendimento'],
			['teams', 'Equipes'],
			['variables', 'Variáveis'],
			['import', 'Importação'],
			['api-keys', 'Chaves de API'],
			['webhooks', 'Webhooks']
		] as const
	).map(([section, heading]) => ({ name: `settings-${section}`, path: `/settings/${section}`, heading })),
	{ name: 'help', path: '/help', heading: 'Ajuda' }
];
