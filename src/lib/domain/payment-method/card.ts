import type { Day } from '../day/day.ts';
import { refusal, type Refusal } from '../refusal.ts';

/** What a person types from a card. It lives in the form and in the request to the tokeniser, and is written down nowhere. */
export interface TypedCard {
	/** Digits. */
	readonly number: string;
	/** Dígito de Segurança. */
	readonly code: string;
	readonly expiryMonth: number;
	/** Four digits. */
	readonly expiryYear: number;
}

export const normaliseCardNumber = (text: string): string => text.replace(/\D/g, '');

/** `12/29`, `12/2029`, `1229` → month and year; null when it is no expiry. */
export function parseExpiry(text: string): { readonly month: number; readonly year: number } | null {
	const match = /^\s*(\d{1,2})\s*[/.-]?\s*(\d{2}|\d{4})\s*$/.exec(text);
	if (!match) return null;
	const [month, year] = [Number(match[1]), Number(match[2])];
	return month < 1 || month > 12 ? null : { month, year: year < 100 ? 2000 + year : year };
}

/** `12/2029`, as the form shows it. */
export const formatExpiry = (month: number, year: number): string => `${String(month).padStart(2, '0')}/${String(year)}`;

/** The brands of Brazil by their published first digits; the order decides, Elo lies inside the ranges of others. */
const brands: readonly (readonly [brand: string, digits: RegExp])[] = [
	[
		'Elo',
		/^(401178|401179|431274|438935|451416|457393|45763[12]|504175|5067|4576|4011|506699|50677[0-8]|50900\d|5091|627780|636297|636368|65003[1-3]|6504|6505|6509|6516|6550)/
	],
	['Hipercard', /^(606282|3841)/],
	['American Express', /^3[47]/],
	['Diners', /^3(0[0-5]|[689])/],
	['Mastercard', /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/],
	['Visa', /^4/]
];

/** Brand by the first digits, or null for one that we do not know. */
export const cardBrand = (number: string): string | null => brands.find(([, digits]) => digits.test(number))?.[0] ?? null;

/** 13 to 19 digits whose last one is right (ISO/IEC 7812-1, Luhn). */
export function isCardNumber(number: string): boolean {
	if (!/^\d{13,19}$/.test(number) || /^0+$/.test(number)) return false;
	const sum = [...number].reverse().reduce((total, digit, i) => {
		const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return sum % 10 === 0;
}

/** A card is good to the last day of its month. */
export function isExpired(card: { readonly expiryMonth: number; readonly expiryYear: number }, today: Day): boolean {
	return `${String(card.expiryYear)}-${String(card.expiryMonth).padStart(2, '0')}` < today.slice(0, 7);
}

/** Everything that is wrong with a typed card. Refusals name the field and never carry what was typed. */
export function checkCard(card: TypedCard, today: Day): readonly Refusal[] {
	const refusals: Refusal[] = [];
	if (!isCardNumber(card.number)) refusals.push(refusal('card_number_invalid', 'number'));
	if (card.expiryMonth < 1 || card.expiryMonth > 12 || card.expiryYear < 2000 || card.expiryYear > 2099)
		refusals.push(refusal('card_expiry_invalid', 'expiry'));
	else if (isExpired(card, today)) refusals.push(refusal('card_expired', 'expiry'));
	const length = cardBrand(card.number) === 'American Express' ? 4 : 3;
	if (!new RegExp(`^\\d{${String(length)}}$`).test(card.code)) refusals.push(refusal('card_code_invalid', 'code'));
	return refusals;
}
