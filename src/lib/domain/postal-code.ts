import type { State } from './state.ts';

/** CEP as stored: eight digits. `13010-001`, `13.010-001` → `13010001`. */
export function normalisePostalCode(text: string): string {
	return text.replace(/\D/g, '');
}

/** Eight digits from 01000-000 on: the lowest range the Correios issue is the centre of São Paulo. */
export function isPostalCode(digits: string): boolean {
	return /^\d{8}$/.test(digits) && digits >= '01000000';
}

/** `13010001` → `13010-001`. Half-typed text gets its hyphen too. */
export function formatPostalCode(digits: string): string {
	return digits.length > 5 ? `${digits.slice(0, 5)}-${digits.slice(5, 8)}` : digits;
}

/** Ranges of five-digit prefixes by state, as published by the Correios; in order. */
const ranges: readonly (readonly [from: number, to: number, state: State])[] = [
	[1000, 19999, 'SP'],
	[20000, 28999, 'RJ'],
	[29000, 29999, 'ES'],
	[30000, 39999, 'MG'],
	[40000, 48999, 'BA'],
	[49000, 49999, 'SE'],
	[50000, 56999, 'PE'],
	[57000, 57999, 'AL'],
	[58000, 58999, 'PB'],
	[59000, 59999, 'RN'],
	[60000, 63999, 'CE'],
	[64000, 64999, 'PI'],
	[65000, 65999, 'MA'],
	[66000, 68899, 'PA'],
	[68900, 68999, 'AP'],
	[69000, 69299, 'AM'],
	[69300, 69399, 'RR'],
	[69400, 69899, 'AM'],
	[69900, 69999, 'AC'],
	[70000, 72799, 'DF'],
	[72800, 72999, 'GO'],
	[73000, 73699, 'DF'],
	[73700, 76799, 'GO'],
	[76800, 76999, 'RO'],
	[77000, 77999, 'TO'],
	[78000, 78899, 'MT'],
	[79000, 79999, 'MS'],
	[80000, 87999, 'PR'],
	[88000, 89999, 'SC'],
	[90000, 99999, 'RS']
];

/** The state a CEP lies in, for filling the form and for a hint; never a reason to refuse. Null outside all ranges. */
export function stateOfPostalCode(digits: string): State | null {
	if (!isPostalCode(digits)) return null;
	const prefix = Number(digits.slice(0, 5));
	return ranges.find(([from, to]) => prefix >= from && prefix <= to)?.[2] ?? null;
}
