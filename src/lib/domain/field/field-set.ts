import { isDay, parseDay, type Day } from '../day/day.ts';
import { isEmail, normaliseEmail } from '../email.ts';
import { isMobile, isPhone, normalisePhone } from '../phone/phone.ts';
import { isPostalCode, normalisePostalCode } from '../postal-code.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { isState, normaliseState } from '../state.ts';
import { isCpf } from '../tax-id/cpf.ts';
import { normaliseTaxId } from '../tax-id/tax-id.ts';
import { lengthOf, manyLines, oneLine } from '../text.ts';

/** How the text of a field is read, checked and shown. `birthDay` is a day that may not lie after today. */
export type TextFormat = 'line' | 'lines' | 'phone' | 'mobile' | 'email' | 'cpf' | 'postalCode' | 'state' | 'birthDay';

export interface TextRule {
	readonly format: TextFormat;
	/** Longest content, in characters. */
	readonly limit: number;
	/** Title in bold, cannot be left empty (item 7). */
	readonly mandatory?: true;
}
/** The text fields of one noun, in the order of its form. */
export type FieldSet = Readonly<Record<string, TextRule>>;
export type TextValues<F extends FieldSet> = { readonly [K in keyof F]: string | null };

/**
 * What was typed or pasted, in the form in which it is stored; empty becomes null. Never refuses: what cannot be read stays
 * recognisable, so that the check refuses it and the person sees it. `areaCode` completes a telephone number without one.
 */
export function normaliseText(format: TextFormat, value: string | null, areaCode?: string): string | null {
	if (format === 'lines') return manyLines(value);
	const line = oneLine(value);
	if (line === null) return null;
	switch (format) {
		case 'phone':
		case 'mobile':
			return normalisePhone(line, areaCode) || line;
		case 'email':
			return normaliseEmail(line) || line;
		case 'cpf':
			return normaliseTaxId(line) || line;
		case 'postalCode':
			return normalisePostalCode(line) || line;
		case 'state':
			return normaliseState(line);
		case 'birthDay':
			return parseDay(line) ?? line;
		default:
			return line;
	}
}

/** Every given field of a set in stored form; fields that are absent stay absent. */
export function normaliseFields<F extends FieldSet>(
	set: F,
	values: { readonly [K in keyof F]?: string | null | undefined },
	areaCode?: string
): Partial<TextValues<F>> {
	const out: Record<string, string | null> = {};
	for (const [field, rule] of Object.entries(set)) {
		const value = values[field];
		if (value !== undefined) out[field] = normaliseText(rule.format, value, areaCode);
	}
	return out as Partial<TextValues<F>>;
}

/** What is wrong with one stored value, or null. `today` is the provider's day. */
export function checkText(field: string, rule: TextRule, value: string | null, today: Day): Refusal | null {
	if (value === null || value === '') return rule.mandatory ? refusal('field_required', field) : null;
	const wrong = checkers[rule.format](value, field, today);
	if (wrong) return wrong;
	const length = lengthOf(value);
	return length > rule.limit ? refusal('field_too_long', field, { limit: rule.limit, length }) : null;
}

/** Everything that is wrong with a whole set, in the order of the form; an absent field counts as empty. */
export function checkFields<F extends FieldSet>(
	set: F,
	values: { readonly [K in keyof F]?: string | null | undefined },
	today: Day
): readonly Refusal[] {
	return Object.entries(set)
		.map(([field, rule]) => checkText(field, rule, values[field] ?? null, today))
		.filter((r) => r !== null);
}

const checkers: Readonly<Record<TextFormat, (value: string, field: string, today: Day) => Refusal | null>> = {
	line: () => null,
	lines: () => null,
	phone: (value, field) => (isPhone(value) ? null : refusal('phone_invalid', field)),
	mobile: (value, field) => (isMobile(value) ? null : refusal('mobile_invalid', field)),
	email: (value, field) => (isEmail(value) ? null : refusal('email_invalid', field)),
	cpf: (value, field) => (isCpf(value) ? null : refusal('cpf_invalid', field)),
	postalCode: (value, field) => (isPostalCode(value) ? null : refusal('postal_code_invalid', field)),
	state: (value, field) => (isState(value) ? null : refusal('state_invalid', field)),
	birthDay: (value, field, today) =>
		!isDay(value) ? refusal('day_invalid', field) : value > today ? refusal('day_in_future', field) : null
};
