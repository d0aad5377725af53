import { formatDay, isDay } from '#lib/domain/day/day.ts';
import type { ExtraFieldKind } from '#lib/domain/extra-field/extra-field.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** A stored value as people read and type it; empty stays empty. */
export function extraValueWords(kind: ExtraFieldKind, value: string | null): string {
	if (value === null) return '';
	if (kind === 'yes_no') return value === 'true' ? m.common_yes() : m.common_no();
	if (kind === 'date') return isDay(value) ? formatDay(value, getLocale()) : value;
	if (kind === 'number') return getLocale() === 'pt-BR' ? value.replace('.', ',') : value;
	return value;
}

const kinds: Readonly<Record<ExtraFieldKind, () => string>> = {
	text: m.list_kind_text,
	number: m.list_kind_number,
	date: m.list_kind_date,
	yes_no: m.list_kind_yes_no,
	choice: m.list_kind_choice
};
export const extraKindName = (kind: ExtraFieldKind): string => kinds[kind]();
