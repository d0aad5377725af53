import { formatCnpj, isCnpj } from './cnpj.ts';
import { formatCpf, isCpf } from './cpf.ts';

export type TaxIdKind = 'cpf' | 'cnpj';

/** As stored: digits and capital letters only. `529.982.247-25` → `52998224725`, `12.abc.345/01de-35` → `12ABC34501DE35`. */
export function normaliseTaxId(text: string): string {
	return text.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

/** Which document a normalised, valid tax id is; null when it is neither. */
export function classifyTaxId(taxId: string): TaxIdKind | null {
	if (isCpf(taxId)) return 'cpf';
	if (isCnpj(taxId)) return 'cnpj';
	return null;
}

export function isTaxId(taxId: string): boolean {
	return classifyTaxId(taxId) !== null;
}

/** With its punctuation, by length; what has another length comes back unchanged, so half-typed text can be shown. */
export function formatTaxId(taxId: string): string {
	return taxId.length === 11 ? formatCpf(taxId) : formatCnpj(taxId);
}

/** Punctuation for what has been typed so far: `529982` → `529.982`. Takes formatted text too. */
export function formatTaxIdWhileTyping(text: string, kind: TaxIdKind): string {
	const bare = normaliseTaxId(text);
	if (kind === 'cpf')
		return insert(bare.replace(/\D/g, '').slice(0, 11), [
			[3, '.'],
			[6, '.'],
			[9, '-']
		]);
	return insert(bare.slice(0, 14), [
		[2, '.'],
		[5, '.'],
		[8, '/'],
		[12, '-']
	]);
}

function insert(bare: string, marks: readonly (readonly [after: number, mark: string])[]): string {
	let out = '';
	for (let i = 0; i < bare.length; i++) out += (marks.find(([after]) => after === i)?.[1] ?? '') + bare[i];
	return out;
}
