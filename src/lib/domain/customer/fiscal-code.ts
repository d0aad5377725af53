/**
 * Código fiscal da atividade (item 88): the CFOP of communication services that a provider may enter on its tax invoice,
 * by who buys the service. Groups 5.300 (within the state), 6.300 (another state) and 7.300 (abroad) of Convênio s/nº of
 * 1970 (CONFAZ). Stored as four digits.
 */
export const fiscalCodes = [
	'5301',
	'5302',
	'5303',
	'5304',
	'5305',
	'5306',
	'5307',
	'6301',
	'6302',
	'6303',
	'6304',
	'6305',
	'6306',
	'6307',
	'7301'
] as const;
export type FiscalCode = (typeof fiscalCodes)[number];

/** Who buys, as the table words it; the same last two digits mean the same within and outside the state. */
const buyers: Readonly<Record<string, string>> = {
	'01': 'Serviço da mesma natureza',
	'02': 'Estabelecimento industrial',
	'03': 'Estabelecimento comercial',
	'04': 'Prestador de serviço de transporte',
	'05': 'Geradora ou distribuidora de energia elétrica',
	'06': 'Produtor rural',
	'07': 'Não contribuinte'
};

export const isFiscalCode = (code: string): code is FiscalCode => (fiscalCodes as readonly string[]).includes(code);

/** `5.307` → `5307`. */
export const normaliseFiscalCode = (text: string): string => text.replace(/\D/g, '');

/** `5307` → `5.307 – Não contribuinte, no estado`. */
export function fiscalCodeTitle(code: FiscalCode): string {
	const where = { '5': 'no estado', '6': 'em outro estado', '7': 'no exterior' }[code[0] ?? ''] ?? '';
	return `${code[0] ?? ''}.${code.slice(1)} – ${buyers[code.slice(2)] ?? ''}, ${where}`;
}
