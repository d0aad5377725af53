import { recognise } from '#lib/domain/search/recognise.ts';
import { isMobile } from '#lib/domain/phone/phone.ts';
import { asTyped } from './field-words.ts';
import { classifyTaxId } from '#lib/domain/tax-id/tax-id.ts';
import type { Typed } from './values.ts';

/** What a search that found nobody says about the new customer: a document, a telephone, an e-mail, or a name. */
export function startFrom(searched: string): Typed {
	const { empty, taxId, phone, email } = recognise(searched);
	if (empty) return {};
	const kind = taxId === null ? null : classifyTaxId(taxId);
	if (taxId !== null && kind !== null) return { personKind: kind === 'cnpj' ? 'legal' : 'natural', taxId: asTyped('taxId', taxId) };
	if (phone !== null) return isMobile(phone) ? { mobile: asTyped('mobile', phone) } : { phone: asTyped('phone', phone) };
	if (email !== null) return { email };
	return /\p{L}/u.test(searched) ? { name: searched.trim() } : {};
}
