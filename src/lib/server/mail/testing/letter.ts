import type { Letter } from '../port.ts';

/** A letter as it goes out, with everything that a letter can have. */
export const sampleLetter = (more: Partial<Letter> = {}): Letter => ({
	messageId: '01939f2c-0001@tuvira.example',
	envelopeId: '01939f2c000070008000000000000001',
	from: { name: 'Cobrança', address: 'cobranca@tuvira.example' },
	to: 'ana@casa.example',
	subject: 'Sua fatura de março – R$ 99,90',
	text: 'Olá, Ana.\nSegue em anexo.',
	html: '<p>Olá, Ana.</p>',
	attachments: [{ fileName: 'boleto-4711.pdf', type: 'application/pdf', content: new TextEncoder().encode('%PDF-1.3 não é') }],
	readReceipt: true,
	...more
});
