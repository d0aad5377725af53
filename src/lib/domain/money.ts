/** Money is an integer number of centavos. */
export type Cents = number;

/** The languages screens speak. */
export type Language = 'pt-BR' | 'en';

/** 123456 → `R$ 1.234,56` (English: `R$ 1,234.56`). Negative amounts: `-R$ 1,00`. */
export function formatMoney(cents: Cents, language: Language = 'pt-BR'): string {
	return (cents < 0 ? '-' : '') + 'R$ ' + formatAmount(Math.abs(cents), language);
}

/** 123456 → `1.234,56`: without the currency, for columns and input fields. */
export function formatAmount(cents: Cents, language: Language = 'pt-BR'): string {
	if (!Number.isSafeInteger(cents)) throw new RangeError(`not an amount in cents: ${cents}`);
	const [group, decimal] = language === 'pt-BR' ? ['.', ','] : [',', '.'];
	const digits = String(Math.abs(cents)).padStart(3, '0');
	const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
	return (cents < 0 ? '-' : '') + whole + decimal + digits.slice(-2);
}

/**
 * Cents of what a person typed: `1.234,56`, `1234,5`, `R$ 10`, `-1,00`, and `1234.56` (a point before exactly one or two last
 * digits can only be the decimal one). Null when it cannot be read: a doubtful amount must never be guessed.
 */
export function parseMoney(text: string): Cents | null {
	const match = /^(-?)\s*(?:R\$)?\s*(-?)\s*(.+)$/i.exec(text.replace(/[\s\u00a0]+/g, ' ').trim());
	if (!match) return null;
	const [, minus = '', minusAfter = '', amount = ''] = match;
	if (minus !== '' && minusAfter !== '') return null;
	const read =
		/^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(amount) ?? // 1.234,56
		/^(\d+)\.(\d{1,2})$/.exec(amount); // 1234.56
	if (!read) return null;
	const cents = Number((read[1] ?? '').replaceAll('.', '')) * 100 + Number((read[2] ?? '').padEnd(2, '0') || 0);
	if (!Number.isSafeInteger(cents)) return null;
	return minus + minusAfter === '' || cents === 0 ? cents : -cents;
}
