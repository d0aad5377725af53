import { isDay, parseDay } from '../day/day.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf, manyLines, oneLine } from '../text.ts';

export const extraFieldKinds = ['text', 'number', 'date', 'yes_no', 'choice'] as const;
export type ExtraFieldKind = (typeof extraFieldKinds)[number];

/** What of a definition decides over its values (M1 5.2). */
export interface ExtraFieldRule {
	readonly kind: ExtraFieldKind;
	/** Of a `choice`: one a line. */
	readonly choices: string | null;
}

/** Longest value, in characters. */
export const extraValueLimit = 500;

/** The choices of a definition, without empty lines and without one that is there twice. */
export function choicesOf(rule: { readonly choices: string | null }): readonly string[] {
	return [...new Set((rule.choices ?? '').split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}

/** A value in stored form: days `YYYY-MM-DD`, numbers with a point, `true` or `false`. Empty is null; never refuses. */
export function normaliseExtraValue(rule: ExtraFieldRule, value: string | null): string | null {
	const line = oneLine(value);
	if (line === null) return null;
	if (rule.kind === 'date') return parseDay(line) ?? line;
	// `1.234,5` as people write it; a lone point is a decimal point only where no comma is.
	if (rule.kind === 'number') return line.includes(',') ? line.replaceAll('.', '').replace(',', '.') : line;
	return line;
}

/** What is wrong with a value in stored form, or null. Empty is always allowed: an extra field is never mandatory. */
export function checkExtraValue(rule: ExtraFieldRule, value: string | null): Refusal | null {
	if (value === null) return null;
	const length = lengthOf(value);
	if (length > extraValueLimit) return refusal('field_too_long', 'value', { limit: extraValueLimit, length });
	switch (rule.kind) {
		case 'number':
			return /^-?\d{1,15}(\.\d{1,10})?$/.test(value) ? null : refusal('amount_invalid', 'value');
		case 'date':
			return isDay(value) ? null : refusal('day_invalid', 'value');
		case 'yes_no':
			return value === 'true' || value === 'false' ? null : refusal('value_invalid', 'value');
		case 'choice':
			return choicesOf(rule).includes(value) ? null : refusal('value_invalid', 'value');
		default:
			return null;
	}
}

/** What is wrong with a definition: a choice without choices would be a field that nobody can fill in. */
export function checkExtraField(rule: ExtraFieldRule): Refusal | null {
	return rule.kind === 'choice' && choicesOf(rule).length === 0 ? refusal('field_required', 'choices') : null;
}

/** Choices as they are stored: one a line. */
export const normaliseChoices = (rule: { readonly kind: ExtraFieldKind; readonly choices: string | null }): string | null =>
	rule.kind === 'choice' ? manyLines(choicesOf(rule).join('\n')) : null;
