import type { Language } from '#lib/domain/money.ts';

/** 500000 → `500`, 512 → `0,512`: a speed as it is sold, to be typed. */
export const mbpsOf = (kbps: number, language: Language): string =>
	new Intl.NumberFormat(language, { maximumFractionDigits: 3, useGrouping: false }).format(kbps / 1000);

/** Kilobits a second of `500`, `2,5`, `0,512` or `0.512`; null when it is no speed. `1.000` may be one or a thousand: it is not guessed. */
export function kbpsOf(typed: string): number | null {
	const text = typed.trim();
	const read = /^(\d{1,6})(?:,(\d{1,3})|\.(\d{1,2}))?$/.exec(text) ?? /^(0)\.(\d{3})$/.exec(text);
	return read ? Number(read[1]) * 1000 + Number((read[2] ?? read[3] ?? '').padEnd(3, '0')) : null;
}
