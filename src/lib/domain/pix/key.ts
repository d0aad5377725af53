import { isCnpj } from '../tax-id/cnpj.ts';
import { isCpf } from '../tax-id/cpf.ts';

/** The five kinds of PIX key (Regulamento do Pix; DICT). */
export const pixKeyKinds = ['cpf', 'cnpj', 'phone', 'email', 'random'] as const;
export type PixKeyKind = (typeof pixKeyKinds)[number];

/**
 * Which kind a key is, as DICT writes it: CPF and CNPJ bare, a telephone as `+5541999990000`, an e-mail in lower case with at most
 * 77 characters, a random key as a UUID in lower case. Null when it is none.
 */
export function pixKeyKind(key: string): PixKeyKind | null {
	if (isCpf(key)) return 'cpf';
	if (isCnpj(key)) return 'cnpj';
	if (/^\+55[1-9]{2}9?\d{8}$/.test(key)) return 'phone';
	if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) return 'random';
	if (key.length <= 77 && /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(key)) return 'email';
	return null;
}

/**
 * What a person typed, as DICT writes it, when it can only be one kind: punctuation of CPF and CNPJ goes, e-mails and random keys
 * become lower case. A telephone must be typed with `+55`, because eleven digits may be a CPF. Anything else comes back trimmed.
 */
export function normalisePixKey(text: string): string {
	const typed = text.trim();
	if (typed.startsWith('+')) return `+${typed.replace(/\D/g, '')}`;
	if (typed.includes('@') || /^[0-9a-f]{8}-/i.test(typed)) return typed.toLowerCase();
	const bare = typed.toUpperCase().replace(/[.\-/\s]/g, '');
	return isCpf(bare) || isCnpj(bare) ? bare : typed;
}
