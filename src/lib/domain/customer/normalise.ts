import { parseDay } from '../day/day.ts';
import { normaliseText } from '../field/field-set.ts';
import { normaliseTaxId } from '../tax-id/tax-id.ts';
import { oneLine } from '../text.ts';
import { normaliseFiscalCode } from './fiscal-code.ts';
import { fieldRule, isRegistrationField } from './fields.ts';
import type { RegistrationField, RegistrationPatch } from './registration.ts';

/** What a form, a paste or an automation brings: text in any shape. */
export type RegistrationInput = { readonly [F in RegistrationField]?: string | null };

/**
 * Brings every given field into the form in which it is stored; empty becomes null. It never refuses: what cannot be read
 * stays recognisable (an unreadable CEP keeps its digits or its text), so that the check refuses it and the person sees it.
 * `areaCode` is the branch's, for numbers typed without one.
 */
export function normaliseRegistration(input: RegistrationInput, areaCode?: string): RegistrationPatch {
	const out: Record<string, string | null> = {};
	for (const [field, value] of Object.entries(input)) {
		if (!isRegistrationField(field) || value === undefined) continue;
		out[field] = normaliseField(field, value, areaCode);
	}
	return out as RegistrationPatch;
}

export function normaliseField(field: RegistrationField, value: string | null, areaCode?: string): string | null {
	const { format } = fieldRule(field);
	if (format === 'lines') return normaliseText(format, value);
	const line = oneLine(value);
	if (line === null) return null;
	// A document or number of which nothing readable is left stays as typed: it must be refused, not silently emptied.
	switch (format) {
		case 'taxId':
			return normaliseTaxId(line) || line;
		case 'stateRegistration':
			return line.toUpperCase().replace(/[^0-9A-Z]/g, '') || line;
		case 'yesNo':
			return yesNoOf(line);
		case 'fiscalCode':
			return normaliseFiscalCode(line) || line;
		case 'day':
			return parseDay(line) ?? line;
		case 'personKind':
		case 'status':
		case 'name':
			return line;
		default:
			return normaliseText(format, value, areaCode);
	}
}

/** `sim`, `S`, `não`, `true` … → `true` or `false`; what is neither stays, to be refused. */
function yesNoOf(line: string): string {
	const word = line.toLowerCase();
	if (['true', 'sim', 's', 'yes', 'y', '1'].includes(word)) return 'true';
	return ['false', 'não', 'nao', 'n', 'no', '0'].includes(word) ? 'false' : line;
}
